"""What scripts/bench measures of edca, and what must hold."""
import dataclasses
import json
import pathlib

import measure

SCHEMA = ("--profile", "ocds-1.1", "--no-extensions", "--only", "schema")
# Releases without a package that are none of EDCA-MX, and the profile that auto finds for them.
BARE = (("OCDS 1.1", "1.1", "ocds-1.1"), ("OCDS 1.1 without parties", "no-parties", "ocds-1.1"),
        ("OCDS 1.0", "1.0", "ocds-1.0"), ("OCDS 1.1 with fields that EDCA-MX has elsewhere", "elsewhere", "ocds-1.1"))
SHAPES = (("few large releases", "large", ()), ("many small releases", "small", ()),
          ("processes of hundreds of releases", "long", ()), ("shuffled", "mixed", ("--shuffle",)),
          ("indented package", "mixed", ("--layout", "package", "--indent")),
          ("errors in 7 of 8 releases", "mixed", ("--errors", "0.875")))


@dataclasses.dataclass
class Gate:
    what: str
    value: float
    limit: float
    at_least: bool = False
    remark: str = ""

    def holds(self):
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclasses.dataclass
class Row:
    group: str
    what: str
    speed: float  # MB a second of CPU
    wall: float
    cpu_ratio: float  # against the base of the group
    memory: float
    remark: str = ""


class Bench:
    """Measures; keeps the rows of the tables, the gates and what could not be measured."""

    def __init__(self, edca, programs, inputs, rounds, progress):
        self.edca = edca
        self.null = programs / "null_pass"
        self.inputs = inputs
        self.rounds = rounds
        self.progress = progress
        self.rows, self.gates, self.missing, self.counts = [], [], [], []

    def validate(self, path, *options):
        return [self.edca, "validate", "--lang", "en", "--no-progress", *options, path]

    def schema(self, path, jobs=1):
        return self.validate(path, f"-j{jobs}", *SCHEMA)

    def series(self, group, commands, size, base=None, rounds=None):
        """Measures the commands side by side, and adds a row for each; the first one is the base unless one is named."""
        self.progress(f"{group}: {len(commands)} commands, {rounds or self.rounds} rounds")
        series = measure.Series(commands, rounds or self.rounds)
        for name in commands:
            cpu = series.median(name, "cpu")
            self.rows.append(Row(group, name, size / 1e6 / max(cpu, 1e-6), series.median(name, "wall"),
                                 series.ratio(name, base or next(iter(commands)), "cpu"),
                                 series.median(name, "memory")))
        return series

    def gate(self, *arguments, **options):
        self.gates.append(Gate(*arguments, **options))

    def core(self, megabytes):
        """One core: lines, errors, package, all checks; two cores; gzip."""
        lines, package = self.inputs.corpus(megabytes)
        errors, zipped = self.inputs.errors(lines, megabytes), self.inputs.zipped(lines)
        mexican = ("-j1", "--profile", "edca-mx", "--max-findings", "5")
        commands = {
            "null pass, lines": [self.null, lines],
            "null pass by tokens, lines": [self.null, "--tokens", lines],
            "lines": self.schema(lines),
            "lines, errors in 7 of 8": self.schema(errors),
            "package": self.schema(package),
            "null pass, package": [self.null, package],
            "lines, edca-mx, all checks": self.validate(lines, *mexican),
            "lines, errors, edca-mx, all checks": self.validate(errors, *mexican),
            "package, edca-mx, all checks": self.validate(package, *mexican),
            "lines, -j2": self.schema(lines, 2),
            "package, -j2": self.schema(package, 2),
            "gzip -dc": ["gzip", "-dc", zipped],
            "lines.gz, -j2": self.schema(zipped, 2),
        }
        group = f"{megabytes} MB"
        series = self.series(group, commands, lines.stat().st_size)
        self.gate("1. JSON Lines, -j1: CPU against the null pass", series.ratio("lines", "null pass, lines", "cpu"), 1.6)
        self.gate("1. errors in 7 of 8 releases: CPU against valid ones",
                  series.ratio("lines, errors in 7 of 8", "lines", "cpu"), 1.3)
        self.gate("2. package: CPU against JSON Lines", series.ratio("package", "lines", "cpu"), 1.3)
        self.gate("4. edca-mx, all checks, --max-findings 5: CPU against the null pass",
                  series.ratio("lines, edca-mx, all checks", "null pass, lines", "cpu"), 3.5)
        return series, group

    def two_cores(self, series, group):
        for layout, limit in (("lines", 0.60), ("package", 0.65)):
            self.gate(f"3. {layout}, -j2: wall against -j1", series.ratio(f"{layout}, -j2", layout, "wall"), limit,
                      remark=group)
            self.gate(f"3. {layout}, -j2: CPU against -j1", series.ratio(f"{layout}, -j2", layout, "cpu"), 1.2,
                      remark=group)
        self.gate("6. gzip, -j2: speed against `gzip -dc` alone", series.ratio("gzip -dc", "lines.gz, -j2", "wall"), 0.85,
                  at_least=True, remark=group)
        self.gate("2. package: peak memory in MiB", series.median("package", "memory"), 64, remark=group)

    def large(self, megabytes):
        """The same commands on a large corpus, those that depend on its size."""
        lines, package = self.inputs.corpus(megabytes)
        zipped = self.inputs.zipped(lines)
        mexican = ("-j1", "--profile", "edca-mx", "--max-findings", "5")
        commands = {"null pass, lines": [self.null, lines],
                    "null pass by tokens, lines": [self.null, "--tokens", lines],
                    "lines": self.schema(lines), "package": self.schema(package),
                    "lines, edca-mx, all checks": self.validate(lines, *mexican), "lines, -j2": self.schema(lines, 2), "package, -j2": self.schema(package, 2),
                    "gzip -dc": ["gzip", "-dc", zipped], "lines.gz, -j2": self.schema(zipped, 2)}
        group = f"{megabytes} MB"
        return self.series(group, commands, lines.stat().st_size), group

    def shapes(self, megabytes):
        for name, shape, options in SHAPES:
            suffix = "json" if "package" in options else "jsonl"
            label = "-".join([shape, *(word.strip("-") for word in options)])
            path = self.inputs.generated(f"{label}-{megabytes}.{suffix}", megabytes, "--shape", shape, *options)
            self.series(f"{megabytes} MB, {name}", {"null pass": [self.null, path], "edca -j1": self.schema(path),
                                                    "edca -j2": self.schema(path, 2)}, path.stat().st_size)

    def small_files(self, count):
        folder, one = self.inputs.many_files(count)
        group = f"{count:,} files of 10 KB"
        commands = {"one file": self.schema(one), "many files": self.schema(folder),
                    "one file, -j2": self.schema(one, 2), "many files, -j2": self.schema(folder, 2)}
        series = self.series(group, commands, one.stat().st_size)
        for suffix in ("", ", -j2"):
            self.gate(f"5. {count:,} files{suffix or ', -j1'}: speed against one file of the same bytes",
                      series.ratio("one file" + suffix, "many files" + suffix, "wall"), 0.5, at_least=True)

    def all_wrong(self, findings):
        path = self.inputs.all_wrong(findings)
        everything = ("-j1", *SCHEMA, "--max-findings", "0")
        self.series(f"text where everything is wrong: {findings:,} findings", {
            "null pass": [self.null, path],
            "text, 5 of each rule": self.schema(path),
            "text, all of them": self.validate(path, *everything),
            "jsonl, all of them": self.validate(path, *everything, "--format", "jsonl"),
            "text, 5 of each rule, -j2": self.schema(path, 2),
        }, path.stat().st_size)

    def instructions(self, lines):
        """Instructions a byte, without the start."""
        if not measure.has_callgrind():
            self.missing.append(("instructions per byte", "there is no valgrind"))
            return
        # The first release alone tells what the start costs.
        first, sample = (self.inputs.sample(lines, size, "lines") for size in (0.0001, 5))
        first_package, sample_package = (self.inputs.sample(lines, size, "package") for size in (0.0001, 5))
        all_checks = ("-j1", "--profile", "edca-mx", "--max-findings", "5")
        for name, command, path, begin in (
                ("null pass, lines", lambda path: [self.null, path], sample, first),
                ("lines", self.schema, sample, first),
                ("null pass, package", lambda path: [self.null, path], sample_package, first_package),
                ("package", self.schema, sample_package, first_package),
                ("lines, edca-mx, all checks", lambda path: self.validate(path, *all_checks), sample, first)):
            self.progress(f"instructions: {name}")
            self.counts.append((name, measure.instructions_per_byte(command, path, begin)))
        self.gate("7. instructions per byte, JSON Lines", dict(self.counts)["lines"], 20)
        for name, standard, profile in BARE:
            self.progress(f"instructions: auto, {name}")
            lines, begin = (self.inputs.generated(f"bare-{standard}-{size:g}.jsonl", size, "--standard", standard)
                            for size in (2, 0.05))
            auto, fixed = (measure.instructions_per_byte(
                lambda path, profile=each: self.validate(path, "-j1", "--profile", profile), lines, begin)
                           for each in ("auto", profile))
            self.gate(f"8. auto, {name}: instructions against the profile", auto / fixed, 1.15)

    def peers(self, found, lines, rounds):
        """Peers on samples they can finish; the slow ones apart, so that the others do not wait for them."""
        for slow, megabytes in ((False, 10), (True, 2)):
            samples = {layout: self.inputs.sample(lines, megabytes, layout) for layout in ("lines", "package")}
            commands = {"edca -j1": self.schema(samples["lines"]), "edca -j1, package": self.schema(samples["package"]),
                        "null pass": [self.null, samples["lines"]]}
            commands.update((peer.name, peer.command(samples[peer.input])) for peer in found if peer.slow == slow)
            if len(commands) > 3:
                self.series(f"peers, {megabytes} MB", commands, samples["lines"].stat().st_size, rounds=rounds)
        remarks = {peer.name: peer.remark for peer in found}
        for row in self.rows:
            row.remark = row.remark or remarks.get(row.what, "")


def save(bench, path):
    """The figures for other programs."""
    figures = {"rows": [vars(row) for row in bench.rows], "instructions": dict(bench.counts),
               "gates": [{**vars(gate), "holds": gate.holds()} for gate in bench.gates],
               "missing": [{"what": what, "reason": reason} for what, reason in bench.missing]}
    pathlib.Path(path).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
