"""What is read of damaged and wrong files, and that order and size do not matter. The clause stands above each row."""
import subprocess
import sys

from checks import Row, does_not_say, does_not_write, exits, found, says, silent


def items(count):
    """So many items were read, with or without errors."""
    def check(run):
        read = run.report().get("summary", {}).get("items")
        return None if read == count else f"{read} items, not {count}"
    return check


def every_package(rule):
    """Each package that make.py writes gives a finding of the rule, with each profile for releases."""
    def check(run):
        subprocess.run([sys.executable, "make.py"], cwd=run.folder, check=True)
        files = sorted(path.name for path in run.folder.glob("*.json"))
        for profile in ("auto", "edca-mx", "ocds-1.1"):
            for name in files:
                result = subprocess.run([run.edca, "validate", "--format", "jsonl", "--profile", profile, name],
                                        cwd=run.folder, capture_output=True, check=False)
                if f'"rule": "{rule}"'.encode() not in result.stdout:
                    return f"{name} with --profile {profile}: no {rule}"
        return None if files else "make.py wrote nothing"
    return check


def history_in_any_order(run):
    """The same rules speak as often, whatever comes first."""
    seen = set()
    for order in ("abc", "acb", "bac", "bca", "cab", "cba"):
        result = subprocess.run([run.edca, "validate", "--format", "jsonl", *(f"{name}.json" for name in order)],
                                cwd=run.folder, capture_output=True, check=False)
        seen.add(tuple(sorted(line.split(b'"')[3] for line in result.stdout.splitlines() if b'"rule": "' in line)))
    return None if len(seen) == 1 and any(seen) else f"depends on the order: {seen}"


ROWS = [
    # RFC 8259, section 7: a string begins and ends with quotation marks, and those inside of it are escaped.
    Row("missing-quote-called-truncated.json", found("input.syntax", count=1), silent("input.truncated"), items(2),
        says("en", "has no closing quote"), says("es", "le faltan las comillas de cierre")),
    Row("unescaped-quote-message.json", found("input.syntax", count=1), items(2),
        says("en", "quote inside the text"), says("es", "comillas dentro del texto")),
    # RFC 8259 again: what no reader of JSON accepts is not written, and what was read is no failure.
    *(Row(name, exits(1), does_not_write("x.json"), command=["upgrade", name, "-o", "x.json"])
      for name in ("missing-quote-called-truncated.json", "unescaped-quote-message.json")),
    # https://jsonlines.org/: each line is a valid JSON value.
    Row("two-objects-one-line.jsonl", found("input.syntax", count=1), items(3),
        says("en", "in the same line"), says("es", "en la misma línea")),
    # RFC 4180 is not RFC 8259.
    Row("csv-as-json.json", found("input.unreadable", count=1), silent("input.syntax"), exits(2),
        says("en", "CSV"), says("es", "CSV")),
    # RFC 3339, section 5.6: date-fullyear = 4DIGIT.
    Row("date-one-digit-year.json", found("schema.format", count=1), says("en", "only one digit"),
        says("es", "un solo dígito"), does_not_say("en", "two digits"), does_not_say("es", "dos dígitos")),
    # https://standard.open-contracting.org/1.1/en/schema/merging/#create-a-compiled-release
    Row("compiled-date-same-day.json", found("history.compiled-date", count=1), says("en", "2024-01-01T13:40:39-06:00"),
        says("es", "2024-01-01T13:40:39-06:00")),
    # The answers of System 6 of the Plataforma Digital Nacional: results[].record.
    Row("portal-envelope-pdn-s6.json", silent("schema", "document", "input"), items(1)),
    # Order and size of a JSON text mean nothing (RFC 8259, section 4).
    Row("unknown-extension-size", every_package("extension.unknown")),
    # https://standard.open-contracting.org/1.1/en/schema/merging/#identifier-merge: ids are unique in a list.
    Row("non-object-hides-repeated-ids", found("id.repeated"), found("schema.type")),
    Row("history-counts-by-order", history_in_any_order),
]
