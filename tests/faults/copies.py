"""What stands in several files: https://standard.open-contracting.org/1.1/en/guidance/build/hosting/"""
from checks import Row, found, silent

BULK, SINGLE = "same-release-in-bulk-and-single-a.json", "same-release-in-bulk-and-single-b.json"

ROWS = [
    # Bulk files beside files of single releases are foreseen.
    Row(BULK, found("history.release-repeated", 1, "note"), silent("history.release-rewritten"),
        command=["validate", BULK, SINGLE], extra=[SINGLE]),
]
