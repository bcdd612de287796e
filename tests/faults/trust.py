"""What says "all is well", or that it is not, must be right. The clause stands above each row."""
import json
import subprocess

from checks import Row, does_not_write, exits, found, says, silent


def publishes(count):
    """The portal holds so many releases."""
    def check(run):
        run.result()
        texts = [path.read_bytes() for path in (run.folder / "portal" / "data").glob("*releases.json")]
        releases = sum(text.count(b'"initiationType"') for text in texts)
        return None if releases == count else f"{releases} releases are published, not {count}"
    return check


def writes_as_merge(*inputs):
    """As JSON, the result is that of one merge of all inputs."""
    def check(run):
        whole = subprocess.run([run.edca, "merge", *inputs], cwd=run.folder, capture_output=True, check=False)
        if whole.returncode != 0 or not whole.stdout:
            return f"merge of all inputs: code {whole.returncode}"
        equal = list(map(json.loads, run.result().stdout.splitlines())) == list(map(json.loads, whole.stdout.splitlines()))
        return None if equal else "differs from a merge of all inputs"
    return check


def refuses(command, *written):
    """Nothing was read: the command says so, writes nothing and ends with code 2."""
    return Row("bad-bytes-package", exits(2), says("en", "input.encoding|input.syntax|could be read"),
               says("es", "input.encoding|input.syntax|se pudo leer"), *map(does_not_write, written), command=command)


ROWS = [
    # "A release is immutable": https://standard.open-contracting.org/1.1/en/primer/releases_and_records/
    # Equal as JSON (RFC 8259, section 4: the order of members has no meaning), it is the same.
    Row("release-rewritten-key-order-a.json", silent("history.release-rewritten"), found("history.release-repeated", count=1),
        command=["validate", "release-rewritten-key-order-a.json", "release-rewritten-key-order-b.json"],
        extra=["release-rewritten-key-order-b.json"]),
    Row("release-rewritten-publish-1.json", exits(0), publishes(1),
        command=["publish", "-q", "--require", "none", "--to", "dir:portal", "release-rewritten-publish-1.json",
                 "release-rewritten-publish-2.json"],
        extra=["release-rewritten-publish-2.json"]),
    # https://standard.open-contracting.org/1.1/en/schema/merging/: what an earlier result holds stays, empty objects too.
    Row("into-empty-object", exits(0), writes_as_merge("a.jsonl", "b.jsonl"),
        command=["merge", "--into", "s.jsonl", "b.jsonl"]),
    Row("into-one-process-exit", exits(0), command=["merge", "--into", "state.jsonl", "new.jsonl"]),
    # RFC 8259, section 8.1: JSON is UTF-8. A package without a readable item is not an empty package.
    *(refuses(command, "out.json") for name in ("a.json", "syntax.json")
      for command in (["package", name, "-o", "out.json"], ["merge", name, "-o", "out.json"],
                      ["diff", "good.json", name, "-o", "out.json"], ["diff", name, "good.json", "-o", "out.json"])),
]
