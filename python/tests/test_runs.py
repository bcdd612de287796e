"""Runs: how they begin and end, and what else goes on meanwhile."""

from __future__ import annotations

import gc
import itertools
import json
import subprocess
import sys
import textwrap
import threading
import time

import pytest

import edca

from conftest import release


def endless():
    for number in itertools.count():
        yield {"ocid": f"ocds-213czf-{number}", "id": "1", "tag": ["tender"]}


def threads_of_runs() -> int:
    """Threads of this process, as the system counts them."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Threads:"))


def settled(threads: int) -> bool:
    for _ in range(100):
        if threads_of_runs() <= threads:
            return True
        time.sleep(0.02)
    return False


def test_a_summary_comes_behind_the_last_finding(releases):
    findings = edca.validate(releases, lang="en")
    with pytest.raises(edca.UsageError, match="before the end"):
        findings.summary
    assert sum(1 for _ in findings) == sum(findings.summary.by_rule.values())
    assert findings.finish() is findings.summary
    assert findings.files[0].items == 6
    assert list(findings) == []


def test_findings_may_be_counted_alone(releases):
    expected = edca.validate(releases)
    told = list(expected)
    counted = edca.validate(releases)
    assert counted.finish() == expected.summary and sum(expected.summary.by_rule.values()) == len(told)
    assert list(counted) == []
    begun = edca.validate(releases)
    assert next(begun).as_dict() == told[0].as_dict()
    assert begun.finish() == expected.summary


def test_dropping_results_ends_the_run():
    before = threads_of_runs()
    findings = edca.validate(endless(), jobs=1)
    assert next(findings).rule
    del findings
    gc.disable()
    try:
        assert settled(before)
    finally:
        gc.enable()


def test_closing_results_ends_the_run():
    before = threads_of_runs()
    with edca.validate(endless()) as findings:
        for finding, _ in zip(findings, range(5)):
            assert finding.sentence()
    assert settled(before)
    assert list(findings) == []
    with pytest.raises(edca.UsageError):
        findings.summary


def test_results_come_while_items_are_still_made():
    # An input that is not at its end does not keep findings back for ever.
    seen = []

    def items():
        for number in range(50_000):
            seen.append(number)
            yield {"ocid": 1}

    next(edca.validate(items(), only="schema"))
    assert len(seen) < 2_000


@pytest.mark.parametrize("jobs", [1, 3])
def test_who_makes_items_slowly_gets_results_at_once(jobs):
    made = []

    def items():
        for number in range(6):
            made.append(number)
            time.sleep(0.06)
            yield {"ocid": number}

    behind = [len(made) - f.line for f in edca.validate(items(), only="schema.type", jobs=jobs)]
    assert len(behind) >= 6 and max(behind) <= 2
    made.clear()
    behind = [len(made) - item.line for item in edca.read(items())]
    assert len(behind) == 6 and max(behind) <= 2


def test_memory_stays_where_it_is_when_nobody_takes_results():
    fed = []

    def items():
        for number in itertools.count():
            fed.append(number)
            yield {"ocid": number}

    findings = edca.validate(items(), jobs=1, only="schema")
    next(findings)
    time.sleep(0.5)
    assert len(fed) < 200_000
    findings.close()


@pytest.mark.parametrize("command", [edca.validate, edca.read, edca.merge, edca.indicators, edca.package])
def test_what_an_iterable_raises_comes_out(command):
    before = threads_of_runs()

    def broken():
        yield {"ocid": "a", "id": "1", "tag": ["tender"]}
        raise KeyError("of the caller")

    with pytest.raises(KeyError, match="of the caller"):
        list(command(broken()))
    assert settled(before)


def test_wrong_options_raise_at_once():
    for call, key in (
        (lambda: edca.validate({}, "no-such"), "profile.unknown"),
        (lambda: edca.validate({}, only="no.such"), None),
        (lambda: edca.validate({}, lang="fr"), "python.language"),
        (lambda: edca.merge({}, product="no"), "python.option"),
        (lambda: edca.merge({}, members={"no": "x"}), "python.option"),
        (lambda: edca.package({}, "no"), "python.option"),
        (lambda: edca.validate({}, encoding="no"), "python.option"),
        (lambda: edca.explain("no.such"), "rule.unknown"),
        (lambda: edca.indicators({}, only="R999"), "indicators.unknown"),
    ):
        with pytest.raises(edca.UsageError) as caught:
            call()
        assert key is None or caught.value.key == key
        assert isinstance(caught.value, ValueError)
        for lang in ("es", "en"):
            assert "{" not in caught.value.sentence(lang)
        assert caught.value.sentence("es") != caught.value.sentence("en")


def test_the_sentence_is_in_the_language_of_the_call():
    with pytest.raises(edca.Error) as caught:
        edca.validate({}, "no-such", lang="es")
    assert str(caught.value) == caught.value.sentence("es")
    finding = next(edca.validate({"ocid": 1}, lang="es"))
    assert finding.sentence() == finding.sentence("es") != finding.sentence("en")


def test_nothing_could_be_read(tmp_path):
    for command in (edca.merge, edca.versioned, edca.upgrade, edca.package, edca.indicators):
        results = command(tmp_path / "no.json")
        with pytest.raises(edca.InputError) as caught:
            list(results)
        assert caught.value.key == "input.none"
        assert [f.rule for f in caught.value.findings] == ["input.unreadable"]


def test_other_threads_go_on_meanwhile():
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    texts = [json.dumps(release(f"ocds-213czf-{n}", n % 20)) for n in range(3000)]
    text = "\n".join(texts).encode()
    thread = threading.Thread(target=tick)
    thread.start()
    begin = time.monotonic()
    for _ in range(3):
        edca.validate(text, jobs=1).finish()
    end = time.monotonic()
    stop.set()
    thread.join()
    during = [at for at in ticks if begin <= at <= end]
    gaps = [two - one for one, two in zip([begin, *during], [*during, end])]
    # With the GIL held, the longest would be nearly all of it.
    assert max(gaps) < (end - begin) / 2


def test_runs_side_by_side(releases):
    expected = [f.as_dict() for f in edca.validate(releases)]
    results: list = []

    def run():
        for _ in range(5):
            results.append([f.as_dict() for f in edca.validate(releases)] == expected)
            results.append(len(list(edca.merge(releases))) == 3)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 80


def test_a_run_within_a_run(releases):
    def nested():
        for each in releases:
            assert len(list(edca.merge(each))) == 1
            yield each

    assert len(list(edca.merge(nested()))) == 3


def test_ctrl_c_ends_a_run():
    script = textwrap.dedent(
        """
        import _thread, threading, edca
        threading.Timer(0.5, _thread.interrupt_main).start()
        class Slow:
            def read(self, size):
                import time; time.sleep(0.01); return b" "
        try:
            edca.validate(Slow(), jobs=1).finish()
        except KeyboardInterrupt:
            print("stopped")
        """
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "stopped\n", "")


def test_python_ends_in_the_middle_of_a_run():
    script = textwrap.dedent(
        """
        import itertools, edca
        kept = edca.validate(({"ocid": n} for n in itertools.count()), jobs=2)
        next(kept)
        """
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_findings_that_nobody_takes_are_kept_up_to_a_limit(releases, monkeypatch):
    from edca import _run

    monkeypatch.setattr(_run, "KEPT", 2)
    results = edca.merge([{"id": "1"}, {"id": "2"}, {"id": "3"}, *releases])
    results.finish()
    assert len(results.findings) == 2 and results.findings_left_out == 1
    assert sum(results.summary.by_rule.values()) == 3
    heard: list = []
    edca.merge([{"id": "1"}, *releases], on_finding=heard.append).finish()
    assert len(heard) == 1


def test_threads_give_the_same(releases):
    items = [release(f"ocds-213czf-{n}", n % 9, buyer={"id": str(n)}) for n in range(3000)]
    text = "\n".join(map(json.dumps, items)).encode()
    one = [f.as_dict() for f in edca.validate(text, jobs=1)]
    assert one
    assert [f.as_dict() for f in edca.validate(text, jobs=3)] == one
    assert list(edca.merge(text, jobs=1)) == list(edca.merge(text, jobs=3, memory=1 << 20))
