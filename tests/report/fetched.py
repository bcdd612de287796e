"""Schemas and tools of others, from package registries, each into a folder of its own below a cache."""
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile


class Absent(Exception):
    """What cannot be had here, and why."""


def call(*command, cwd=None):
    try:
        done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, timeout=240, check=False,
                              stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Absent(str(error)) from error
    if done.returncode != 0:
        raise Absent(f"{command[0]}: {(done.stderr or done.stdout).strip()[-300:]}")
    return done.stdout


def python_with(cache, *packages):
    """Makes packages of PyPI importable in this process."""
    folder = pathlib.Path(cache) / "python"
    if not (folder / ".complete").exists():
        call(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder, *packages)
        (folder / ".complete").touch()
    sys.path.insert(0, os.fspath(folder))


def sarif_schema(cache):
    """The schema of SARIF 2.1.0 by OASIS: the crate serde-sarif carries it."""
    folder = pathlib.Path(cache) / "sarif"
    schema = folder / "vendor" / "serde-sarif" / "src" / "schema.json"
    if not schema.exists():
        if not shutil.which("cargo"):
            raise Absent("there is no cargo")
        (folder / "src").mkdir(parents=True, exist_ok=True)
        (folder / "src" / "lib.rs").touch()
        (folder / "Cargo.toml").write_text('[package]\nname = "fetched"\nversion = "0.0.0"\nedition = "2021"\n'
                                           '[dependencies]\nserde-sarif = { version = "=0.6.5", default-features = false }\n',
                                           encoding="utf-8")
        call("cargo", "vendor", "--quiet", folder / "vendor", cwd=folder)
    return schema


def junit_schema(cache):
    """The JUnit schema of the xUnit plugin: the source package of pytest carries it."""
    folder = pathlib.Path(cache) / "junit"
    schema = folder / "junit-10.xsd"
    if not schema.exists():
        folder.mkdir(parents=True, exist_ok=True)
        call(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--no-binary", ":all:", "--dest", folder, "pytest==7.4.4")
        with tarfile.open(next(folder.glob("pytest-*.tar.gz"))) as archive:
            member = next(name for name in archive.getnames() if name.endswith("/junit-10.xsd"))
            schema.write_bytes(archive.extractfile(member).read())
    return schema
