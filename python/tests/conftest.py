"""What the tests share: releases of invented bodies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

os.environ["EDCA_LANG"] = "en"

#: The project, where the tests run in it; else there are no samples and no pages.
PROJECT = Path(__file__).resolve().parents[2]


def release(ocid: str, number: int, **members: object) -> dict:
    return {
        "ocid": ocid,
        "id": f"{ocid}-{number}",
        "date": f"2025-01-{number + 1:02d}T00:00:00Z",
        "tag": ["tender"],
        "initiationType": "tender",
        "language": "es",
        "tender": {"id": "t1", "title": f"Title {number}"},
        **members,
    }


@pytest.fixture
def releases() -> list[dict]:
    return [release(f"ocds-213czf-{process}", number) for process in range(3) for number in range(2)]


@pytest.fixture
def lines(releases: list[dict]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in releases)


@pytest.fixture
def program():
    """Runs the program of the wheel: answers exit code, standard output and standard error."""

    def run(*arguments: object, **options: object) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, "-m", "edca", *map(str, arguments)], capture_output=True, **options)

    return run
