"""The validators that edca is measured against: those on the machine, and those that registries hand out."""
import dataclasses
import json
import pathlib
import platform
import shutil
import subprocess
import sys
import typing
import zipfile

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Peer:
    name: str
    version: str
    input: str  # "lines" or "package"
    command: typing.Callable  # path of such a file -> the command
    slow: bool = False  # gets a smaller sample
    remark: str = ""


class Absent(Exception):
    """Why a peer cannot be had."""


def output(*command, timeout=600, **options):
    try:
        done = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=timeout, check=False, **options)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Absent(str(problem)) from None
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no message"]
        raise Absent(f"{pathlib.Path(str(command[0])).name} failed: {last[0][:200]}")
    return done.stdout.strip()


def debian_version(package):
    if not shutil.which("dpkg-query"):
        return "?"
    try:
        return output("dpkg-query", "-W", "-f=${Version}", package)
    except Absent:
        return "?"


def write_schemas(edca, folder):
    """The schemas that edca prints, for those who take only one file; without patternProperties as well."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = {kind: json.loads(output(edca, "schema", "show", "ocds-1.1", kind, "--no-extensions"))
             for kind in ("release", "release-package", "record-package", "versioned-release")}
    release, package = json.dumps(shown["release"]), json.loads(json.dumps(shown["release-package"]))
    inner = json.loads(release)
    for name in ("$schema", "id"):
        inner.pop(name, None)
    package.pop("id", None)
    package["definitions"] = {**inner.pop("definitions"), "WholeRelease": inner}
    package["properties"]["releases"]["items"] = {"$ref": "#/definitions/WholeRelease"}
    (folder / "release.json").write_text(release, encoding="utf-8")
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "no-patterns.json").write_text(json.dumps(without(json.loads(release), "patternProperties")),
                                             encoding="utf-8")
    write_standard(shown, folder / "standard.zip")


def without(node, key):
    if isinstance(node, dict):
        return {name: without(value, key) for name, value in node.items() if name != key}
    return [without(value, key) for value in node] if isinstance(node, list) else node


def write_standard(shown, path):
    """A zip as libcoveocds wants the standard: schemas and codelists in schema/."""
    def describe(node):
        if isinstance(node, dict):
            if isinstance(node.get("deprecated"), dict):
                node["deprecated"].setdefault("description", "")
            for value in node.values():
                describe(value)

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("standard/", "")
        for kind, schema in shown.items():
            describe(schema)
            name = f"{kind}-validation" if kind == "versioned-release" else kind
            archive.writestr(f"standard/schema/{name}-schema.json", json.dumps(schema))
        for codelist in sorted((HERE.parents[1] / "schemas/ocds/1.1/codelists").glob("*.csv")):
            archive.writestr(f"standard/schema/codelists/{codelist.name}", codelist.read_bytes())


def valijson(programs, schemas):
    program = programs / "valijson_naive"
    if not program.exists():
        raise Absent("valijson is not installed (Debian: libvalijson-dev)")
    version = debian_version("libvalijson-dev")
    for name, schema, remark in (
            ("valijson, naive", "release.json", "a tree a line; std::regex"),
            ("valijson, schema without patternProperties", "no-patterns.json", "what no choice of regex can beat")):
        yield Peer(name, version, "lines", lambda path, schema=schema: [program, schemas / schema, "lines", path],
                   slow=True, remark=remark)
    yield Peer("valijson, naive, package", version, "package",
               lambda path: [program, schemas / "package.json", "whole", path], slow=True, remark="one tree of the file")


def rapidjson(programs, schemas):
    yield Peer("RapidJSON SchemaValidator", debian_version("rapidjson-dev"), "lines",
               lambda path: [programs / "rapidjson_schema", schemas / "release.json", "lines", path],
               remark="first error of a line only; no formats")


def node_modules(folder, *packages):
    if not shutil.which("npm") or not shutil.which("node"):
        raise Absent("there is no npm on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    if not all((folder / "node_modules" / name).is_dir() for name in packages):
        output("npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *packages, cwd=folder)
    return folder / "node_modules"


def ajv(folder, schemas):
    modules = node_modules(folder / "ajv", "ajv", "ajv-draft-04", "ajv-formats")
    version = json.loads((modules / "ajv/package.json").read_text(encoding="utf-8"))["version"]
    yield Peer("ajv, all errors, formats", f"{version}, node {output('node', '--version')}", "lines",
               lambda path: ["node", HERE / "ajv.js", folder / "ajv", schemas / "release.json", path], slow=True)


def environment(folder, *packages):
    """The Python of a virtual environment with the packages."""
    python = folder / "bin" / "python"
    if not python.exists():
        output(sys.executable, "-m", "venv", folder)
    output(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages)
    return python


def package_version(python, name):
    return output(python, "-c", f"import importlib.metadata as m; print(m.version({name!r}))")


def python_jsonschema(folder, schemas):
    python = environment(folder / "python", "jsonschema", "rfc3339-validator", "rfc3987")
    yield Peer("Python jsonschema, formats", f"{package_version(python, 'jsonschema')}, {output(python, '--version')}",
               "lines", lambda path: [python, HERE / "python_jsonschema.py", schemas / "release.json", path], slow=True)


def libcoveocds(folder, schemas):
    python = environment(folder / "cove", "libcoveocds")
    yield Peer("libcoveocds", package_version(python, "libcoveocds"), "package",
               lambda path: [python, HERE / "cove.py", schemas / "standard.zip", path], slow=True,
               remark="with its additional checks")


def sourcemeta_program(folder):
    """The program on the PATH, unless it is another one of that name; else npm's."""
    found = shutil.which("jsonschema")
    if found:
        try:
            if output(found, "version").replace(".", "").isdigit():
                return pathlib.Path(found)
        except Absent:
            pass
    modules = node_modules(folder / "sourcemeta", "@sourcemeta/jsonschema")
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    programs = modules / "@sourcemeta/jsonschema/build/github-releases"
    program = programs / f"jsonschema-{platform.system().lower()}-{machine}"
    if not program.exists():
        raise Absent(f"npm has no {program.name}")
    return program


def sourcemeta(folder, schemas):
    program = sourcemeta_program(folder)
    version = output(program, "version")
    for name, options in (("sourcemeta jsonschema, formats", []), ("sourcemeta jsonschema, formats, fast", ["--fast"])):
        yield Peer(name, version, "lines",
                   lambda path, options=options: [program, "validate", schemas / "release.json", path,
                                                  "--format-assertion", *options], remark="stops at the first bad line")


def find(edca, programs, folder):
    """Peers that can be run, and (name, reason) of the others."""
    schemas = folder / "schemas"
    write_schemas(edca, schemas)
    there, absent = [], []
    for name, make in (("valijson", lambda: valijson(programs, schemas)),
                       ("RapidJSON SchemaValidator", lambda: rapidjson(programs, schemas)),
                       ("ajv", lambda: ajv(folder, schemas)),
                       ("sourcemeta jsonschema", lambda: sourcemeta(folder, schemas)),
                       ("Python jsonschema", lambda: python_jsonschema(folder, schemas)),
                       ("libcoveocds", lambda: libcoveocds(folder, schemas))):
        try:
            there.extend(make())
        except Absent as reason:
            absent.append((name, str(reason)))
    return there, absent
