"""What the pages and docstrings show is what happens."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shutil
from pathlib import Path

import pytest

import edca
from edca import _commands, _inputs

from conftest import PROJECT

PAGES = [PROJECT / "docs" / "python.md", PROJECT / "docs" / "es" / "python.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
WITHOUT_PYARROW = doctest.register_optionflag("SKIP_WITHOUT_PYARROW")


def run(test: doctest.DocTest) -> None:
    if importlib.util.find_spec("pyarrow") is None:
        test.examples = [each for each in test.examples if WITHOUT_PYARROW not in each.options]
    report: list[str] = []
    failed, tried = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
    assert tried and not failed, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=["en", "es"])
def test_page(page: Path, tmp_path: Path, monkeypatch):
    if not page.is_file():
        pytest.skip("the pages of the project are not here")
    shutil.copytree(PROJECT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path / "samples")
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert len(blocks) >= 6
    run(doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0))


def test_both_pages_show_the_same():
    if not all(page.is_file() for page in PAGES):
        pytest.skip("the pages of the project are not here")
    english, spanish = ([len(b.splitlines()) for b in BLOCK.findall(p.read_text(encoding="utf-8"))] for p in PAGES)
    assert english == spanish


@pytest.mark.parametrize("module", [edca, _commands, _inputs], ids=lambda module: module.__name__)
def test_docstrings(module):
    tests = [each for each in doctest.DocTestFinder().find(module, globs={"edca": edca}) if each.examples]
    assert tests
    for test in tests:
        run(test)


def test_every_public_function_says_what_it_does():
    for name in edca.__all__:
        value = getattr(edca, name)
        if callable(value):
            assert value.__doc__ and len(value.__doc__.split()) > 3, name


def test_annotations_hold():
    api = pytest.importorskip("mypy.api")
    out, err, code = api.run(["--strict", "--no-incremental", "--cache-dir=/dev/null",
                              "--exclude", "spark", "--disable-error-code=import-untyped",
                              "--disable-error-code=import-not-found", "-p", "edca"])  # fmt: skip
    assert code == 0, out + err
