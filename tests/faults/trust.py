"""What says "all is well", or that it is not, must be right. The clause stands above each row."""
from checks import Row, exits, found, silent


def publishes(count):
    """The portal holds so many releases."""
    def check(run):
        run.result()
        texts = [path.read_bytes() for path in (run.folder / "portal" / "data").glob("*releases.json")]
        releases = sum(text.count(b'"initiationType"') for text in texts)
        return None if releases == count else f"{releases} releases are published, not {count}"
    return check


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
]
