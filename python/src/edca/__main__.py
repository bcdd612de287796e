"""The program: `edca …` and `python -m edca …`."""

from __future__ import annotations

import os
import subprocess
import sys


def main() -> int:
    """Becomes the program that lies in the package, with the arguments of this one."""
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin", "edca")
    arguments = ["edca", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(program, arguments)
    return subprocess.call(arguments, executable=program)


if __name__ == "__main__":
    sys.exit(main())
