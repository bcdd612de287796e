"""Hostile inputs, a thousand times over: nothing is lost, and nothing falls over."""

from __future__ import annotations

import gc
import gzip
import os
import random
import resource

import pytest

import edca

RUNS = int(os.environ.get("EDCA_TEST_RUNS", "1000"))

HOSTILE = [
    b"",
    b"\x00" * 100,
    b"{",
    b'{"ocid":',
    b"[" * 5000,
    b'{"a":' * 3000 + b"1" + b"}" * 3000,
    b'{"ocid":"a","id":"1","tag":["tender"],"date":"' + b"x" * 70_000 + b'"}',
    b'{"ocid":"\xff\xfe","id":1e999,"tag":[' + b"null," * 1000 + b"1]}",
    b'{"releases":[' + b'{"ocid":"a","id":"1"},' * 500,
    b'{"releases":[' + b'{"ocid":"a","id":"1"},' * 500 + b'{}],"version":"9","extensions":["x"]}',
    b'{"records":[{"ocid":"a","releases":[{"ocid":"b","id":"1"}],"compiledRelease":7}]}',
    b"\xef\xbb\xbf[1,2,3]",
    gzip.compress(b'{"ocid":"a","id":"1","tag":["tender"]}\n' * 100)[:-9],
    gzip.compress(b" " * 1_000_000),
    b"PK\x03\x04 not a zip",
    b'{"ocid":"a","ocid":"b","id":"1","id":"2","amount":' + b"9" * 5000 + b"}",
    b'{"ocid":"a\\ud800","id":"1","tag":"tender"}',
    b"ocid,id\na,1\n",
]


def attempt(number: int, random_: random.Random) -> None:
    """One call on one input, in one of the ways there are to begin and to end it."""
    content = HOSTILE[number % len(HOSTILE)]
    if number % 3 == 1:
        at = random_.randrange(len(content) + 1)
        content = content[:at] + bytes([random_.randrange(256)]) + content[at:]
    inputs = [content, [content], iter([content]), edca.lines(content.split(b"\n"))][number // len(HOSTILE) % 4]
    command = [edca.validate, edca.read, edca.merge, edca.upgrade, edca.package, edca.indicators][number % 6]
    results = command(inputs, lang=["es", "en"][number % 2])
    try:
        for taken, result in enumerate(results):
            repr(result)
            if number % 5 == 4 and taken == 1:
                results.close()
                break
    except edca.Error as error:
        assert error.sentence("es") and error.sentence("en")


def megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def test_hostile_inputs_in_a_loop():
    random_ = random.Random(7)
    files = len(os.listdir("/proc/self/fd"))
    sizes = []
    for number in range(RUNS):
        attempt(number, random_)
        if number % (RUNS // 5) == RUNS // 5 - 1:
            gc.collect()
            sizes.append(megabytes())
    # The allocator keeps what it had at most; a leak goes on growing.
    assert sizes[-1] - sizes[1] < 16, sizes
    assert len(os.listdir("/proc/self/fd")) <= files


@pytest.mark.parametrize("value", [{"a": float("nan")}, {1: 2}, {"a": object()}])
def test_exceptions_in_a_loop(value):
    begin = 0.0
    for number in range(RUNS):
        with pytest.raises(edca.Error):
            edca.validate(value, only="schema").finish()
        if number == RUNS // 4:
            gc.collect()
            begin = megabytes()
    gc.collect()
    assert megabytes() - begin < 16
