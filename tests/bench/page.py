"""The tables of scripts/bench, for the terminal and for docs/benchmarks.md."""
import datetime
import os
import pathlib
import platform

import peers

HEAD = """# Benchmarks

<!-- Written by scripts/bench --write; edit tests/bench/page.py instead. -->

How fast `edca validate` is, on one machine, in one run. `scripts/bench` measures the same on yours.
"""
READING = """## How to read this

- Compare figures of one table only. The commands of a table ran in turns, round after round, and a ratio is the median
  of the ratios of the rounds, so that what else the machine did hits all of them alike.
- The **null pass** is the floor: the reader, the test for UTF-8 and RapidJSON with nothing behind them. The null pass
  **by tokens** is what edca itself does to read (docs/design.md, "Tokens first"), with nothing behind it.
- CPU is user and system time of all threads; MB/s are input bytes (unpacked) over CPU. Memory is the peak; below 30 MiB
  it is mostly that of the harness which starts the commands.
- Instructions are counted by callgrind, and those of a run over one release are subtracted. They hardly depend on the
  machine.
- Unless a row says otherwise, edca runs with `-j1 --profile ocds-1.1 --no-extensions --only schema` on releases that are
  valid, and writes its text report.
- Other validators get the same schema as `edca schema show` prints it, on smaller samples. They do different things:
  some stop at the first error, some assert no formats; the remarks say so. Times include their start.
"""


def table(head, rows):
    widths = [max(len(str(row[at])) for row in [head, *rows]) for at in range(len(head))]

    def line(cells):
        return "| " + " | ".join(str(cell).ljust(width) for cell, width in zip(cells, widths)) + " |"

    return "\n".join([line(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)])


def gates(bench):
    rows = []
    for gate in sorted(bench.gates, key=lambda gate: gate.what):
        bound = f"at {'least' if gate.at_least else 'most'} {gate.limit:g}"
        rows.append((gate.what, gate.remark, f"{gate.value:.2f}", bound, "yes" if gate.holds() else "**no**"))
    return table(("what", "input", "measured", "bound", "holds"), rows)


def groups(bench):
    parts = []
    for group in dict.fromkeys(row.group for row in bench.rows):
        rows = [row for row in bench.rows if row.group == group]
        body = [(row.what, f"{row.cpu_ratio:.2f}", f"{row.speed:.{0 if row.speed >= 10 else 1}f}", f"{row.wall:.3f}",
                 f"{row.memory:.0f}", row.remark) for row in rows]
        parts.append(f"### {group[0].upper()}{group[1:]}\n\n"
                     + table(("what", f"CPU against “{rows[0].what}”", "MB/s of CPU", "wall s", "MiB", "remark"), body))
    return "\n\n".join(parts)


def instructions(bench):
    if not bench.counts:
        return ""
    rows = [(name, f"{count:.2f}") for name, count in bench.counts]
    return "### Instructions per byte\n\n" + table(("what", "instructions per byte"), rows)


def missing(bench):
    return "\n".join(f"- {what}: {reason}" for what, reason in bench.missing) or "Nothing was left out."


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def system():
    try:
        release = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        release = platform.platform()
    return f"{release}, kernel {platform.release()}"


def first_line(*command):
    try:
        return peers.output(*command).splitlines()[0]
    except (peers.Absent, IndexError):
        return "?"


def facts(edca, compiler, found, inputs, call, load):
    """What was measured, where and when."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    rows = [("date", datetime.date.today().isoformat()), ("command", f"`{call}`"),
            ("machine", f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB"), ("system", system()),
            ("load before and after", f"{load[0]:.1f}, {load[1]:.1f}"), ("edca", first_line(edca, "--version")),
            ("compiler", first_line(compiler, "--version")), ("RapidJSON", peers.debian_version("rapidjson-dev")),
            ("simdjson", peers.debian_version("libsimdjson-dev")), ("zlib", peers.debian_version("zlib1g-dev")),
            ("corpus", inputs.source())]
    rows += [(peer.name, peer.version) for peer in found]
    return table(("", ""), rows)


def page(bench, told):
    return "\n".join([HEAD, told, "\n## What must hold\n", gates(bench), "\n" + READING, "## Figures\n", groups(bench), "",
                      instructions(bench), "\n## Not measured\n", missing(bench), ""])
