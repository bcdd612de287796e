"""Makes the files that scripts/bench measures; those that are there from an earlier run are kept."""
import gzip
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Inputs:
    """Files in `folder`, made from the reference data in `shared` where they are, else by generate.py."""

    def __init__(self, folder, shared):
        self.folder = folder
        self.tools = shared / "tools" if (shared / "tools" / "corpus.py").is_file() else None
        self.folder = folder / ("reference" if self.tools else "generated")
        self.folder.mkdir(parents=True, exist_ok=True)

    def source(self):
        return "corpus.py of the reference data" if self.tools else "tests/bench/generate.py"

    def made(self, name, make):
        """The path of a file; `make(path)` is called when it is not there, and leaves nothing half done."""
        path = self.folder / name
        if not path.exists():
            unfinished = path.with_name("unfinished-" + path.name)
            make(unfinished)
            unfinished.rename(path)
        return path

    def corpus(self, megabytes):
        """The same releases as JSON Lines and as one package."""
        lines, package = self.folder / f"c{megabytes}.jsonl", self.folder / f"c{megabytes}.json"
        if not (lines.exists() and package.exists()):
            if self.tools:
                call(self.tools / "corpus.py", self.folder, megabytes, f"c{megabytes}", "both")
            else:
                self.generated(lines.name, megabytes)
                self.generated(package.name, megabytes, "--layout", "package")
        return lines, package

    def generated(self, name, megabytes, *options):
        return self.made(name, lambda path: generate(path, megabytes, *options))

    def errors(self, lines, megabytes):
        """The same with mistakes in seven of eight releases."""
        def make(path):
            if self.tools:
                call(self.tools / "mutate.py", lines, path, 0.875, 1)
            else:
                generate(path, megabytes, "--errors", "0.875")
        return self.made(f"errors{megabytes}.jsonl", make)

    def zipped(self, path):
        def make(target):
            with open(path, "rb") as plain, gzip.open(target, "wb", compresslevel=6) as packed:
                shutil.copyfileobj(plain, packed, 1 << 20)
        return self.made(path.name + ".gz", make)

    def sample(self, lines, megabytes, layout):
        """The first releases of a file, as lines or as one package."""
        def make(path):
            texts, size = [], 0
            with open(lines, "rb") as file:
                for line in file:
                    if size + len(line) > megabytes * 1e6 and texts:
                        break
                    texts.append(line.rstrip(b"\n"))
                    size += len(line)
            path.write_bytes(b"\n".join(texts) + b"\n" if layout == "lines" else package_of(texts))
        suffix = "jsonl" if layout == "lines" else "json"
        return self.made(f"{lines.stem}-{megabytes:g}.{suffix}", make)

    def many_files(self, count):
        """A folder of so many files of 10 KB, one release each, and one file of the same bytes."""
        one = self.made(f"{count}-releases.jsonl", lambda path: ten_kilobytes(path, count))

        def split(folder):
            with open(one, "rb") as file:
                for at, line in enumerate(file):
                    path = folder / f"{at // 1000:04d}" / f"{at:07d}.json"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(line)
        return self.made(f"{count}-files", split), one

    def all_wrong(self, findings):
        """Lines in which everything is wrong: so many findings."""
        def make(path):
            items = ",".join('{"id":"","quantity":"%d","unit":{"name":%d}}' % (at, at) for at in range(50))
            with open(path, "w", encoding="utf-8") as file:
                for at in range(findings // 150):
                    file.write('{"ocid":"ocds-zz0000-%d","id":"%d","date":"2025-01-01T00:00:00Z","tag":["tender"],'
                               '"initiationType":"tender","tender":{"id":"1","items":[%s]}}\n' % (at, at, items))
        return self.made(f"wrong{findings}.jsonl", make)


def package_of(texts):
    head = {"uri": "https://example.org/package", "version": "1.1", "publishedDate": "2025-01-01T00:00:00Z",
            "publisher": {"name": "Municipio de Valle Hermoso"}}
    return json.dumps(head)[:-1].encode() + b',"releases":[' + b",".join(texts) + b"]}"


def ten_kilobytes(path, count):
    """Releases of about 10 KB; few are made up, and repeated under new OCIDs."""
    releases = [line for line in made_up(path, 12) if 5000 < len(line) < 17000]
    with open(path, "wb") as file:
        for at in range(count):
            line = releases[at % len(releases)]
            file.write(line.replace(b"ocds-zz0000", b"ocds-z%05d" % (at // len(releases) % 100000)))


def made_up(path, megabytes):
    draft = path.with_name("draft.jsonl")
    generate(draft, megabytes)
    lines = draft.read_bytes().splitlines(keepends=True)
    draft.unlink()
    return lines


def call(script, *arguments):
    subprocess.run([sys.executable, str(script), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def generate(path, megabytes, *options):
    call(HERE / "generate.py", path, "--megabytes", megabytes, *options)
