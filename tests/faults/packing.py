"""What is packed and compared. The clause stands above each row."""
import json
import subprocess

from checks import Row, does_not_write, exits, says


def in_any_order(pattern):
    """Whatever input comes first, the same is said."""
    def check(run):
        command, (one, other) = run.command[:-2], run.command[-2:]
        result = subprocess.run([run.edca, *command, other, one, "--lang", "en"], cwd=run.folder, capture_output=True,
                                check=False)
        return None if pattern in result.stderr.decode() else f"says in the other order: {result.stderr.decode()}"
    return check


def packages(*files, items):
    """These files hold so many releases, each once, and there are no others."""
    def check(run):
        run.result()
        found = sorted(path.name for path in (run.folder / "out").glob("*.json"))
        if found != sorted(files):
            return f"writes {found}"
        texts = [json.loads((run.folder / "out" / name).read_bytes()) for name in files]
        ids = [release["ocid"] for text in texts for release in text["releases"]]
        return None if len(ids) == len(set(ids)) == items else f"holds {ids}"
    return check


def with_folder(check):
    def made(run):
        (run.folder / "out").mkdir(exist_ok=True)
        return check(run)
    return made


COLLISION = ["package", "--by", "publisher", "--overwrite", "-o", "out/{publisher}-{n}.json"]
NAMES = ["package", "-o", "all.json"]
LONG = "instituto-estatal-de-transparencia-acceso-a-la-informacion-p"
SHORT = "secretaria-de-obras-direccion"

ROWS = [
    # A release package is a list of releases:
    # https://standard.open-contracting.org/1.1/en/schema/release_package/
    Row("diff-kind", says("en", "Changed: release\n"), says("es", "Cambió: entrega\n"), exits(0),
        command=["diff", "d.json", "b.json"]),
    # OCDS 1.0 had no `version`: https://standard.open-contracting.org/1.1/en/schema/changelog/
    Row("package-conflict-names", exits(2), does_not_write("all.json"), in_any_order('new.json is of "1.1", and old.json'),
        says("en", r'new\.json is of "1\.1", and old\.json, [^"]*"1\.0"'), says("en", "old.json .*`edca upgrade`"),
        says("es", r'new\.json es de "1\.1" y old\.json, [^"]*"1\.0"'), says("es", "old.json .*`edca upgrade`"),
        command=[*NAMES, "old.json", "new.json"]),
    Row("package-conflict-names", exits(2), does_not_write("all.json"),
        in_any_order('"1.1" in pk11.json, none in pk10.json'), says("en", "pk10.json .*`edca upgrade`"),
        says("es", '"1.1" en pk11.json, ninguna en pk10.json'), command=[*NAMES, "pk10.json", "pk11.json"]),
    Row("package-conflict-names", exits(2), says("en", r'both\.jsonl:2 is of "1\.1", and both\.jsonl:1'),
        says("es", r'both\.jsonl:2 es de "1\.1" y both\.jsonl:1'), command=[*NAMES, "both.jsonl"]),
    # Two publishers are two: https://standard.open-contracting.org/1.1/en/schema/reference/#publisher
    Row("package-by-publisher-collision", with_folder(exits(0)), packages(f"{LONG}-1.json", f"{LONG}-2-1.json", items=2),
        command=[*COLLISION, "n1.json", "n2.json"]),
    Row("package-by-publisher-collision", with_folder(exits(0)),
        packages(f"{SHORT}-1.json", f"{SHORT}-2-1.json", items=2), command=[*COLLISION, "a.json", "b.json"]),
]
