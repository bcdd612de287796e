"""Runs commands side by side and counts their instructions."""
import dataclasses
import os
import re
import shutil
import statistics
import subprocess
import time

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb"}


@dataclasses.dataclass
class Run:
    cpu: float  # seconds, user and system, with all children
    wall: float  # seconds
    memory: float  # MiB, the peak; never less than what the harness itself had when it forked
    code: int


def run(command):
    """One run; what it prints is thrown away."""
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024, process.returncode)


class Series:
    """The runs of some commands by name, measured in turns so that what disturbs the machine disturbs all of them."""

    def __init__(self, commands, rounds, good_codes=(0, 1)):
        self.runs = {name: [] for name in commands}
        for command in commands.values():  # into the page cache
            run(command)
        for _ in range(rounds):
            for name, command in commands.items():
                result = run(command)
                if result.code not in good_codes:
                    raise SystemExit(f"{name}: exit code {result.code}: {' '.join(map(str, command))}")
                self.runs[name].append(result)

    def __contains__(self, name):
        return name in self.runs

    def median(self, name, field):
        return statistics.median(getattr(one, field) for one in self.runs[name])

    def ratio(self, name, base, field):
        """The median of the ratios of the rounds."""
        pairs = zip(self.runs[name], self.runs[base])
        return statistics.median(getattr(one, field) / max(getattr(other, field), 1e-4) for one, other in pairs)


def has_callgrind():
    return shutil.which("valgrind") is not None


def instructions(command):
    """How many instructions a command takes, by callgrind; the same on every run, but for a few."""
    call = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)]
    done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    found = re.search(r"Collected\s*:\s*(\d+)", done.stderr)
    if done.returncode not in (0, 1) or not found:
        raise SystemExit(f"valgrind failed with {done.returncode}: {' '.join(call)}\n{done.stderr[-2000:]}")
    return int(found.group(1))


def instructions_per_byte(command, path, start_path):
    """`command(path)` against `command(start_path)`: what the start costs is subtracted."""
    total = instructions(command(path)) - instructions(command(start_path))
    return total / (os.path.getsize(path) - os.path.getsize(start_path))
