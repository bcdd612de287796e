import collections
import json
import sys

report = json.load(sys.stdin)
rules = collections.defaultdict(list)
for finding in report["findings"]:
    if finding["rule"].startswith("input."):
        rules[finding["file"]].append(finding["rule"])
counts = collections.Counter()
for file in report["files"]:
    counts[file["file"].split("-")[0], tuple(rules[file["file"]]), file["read"]] += 1
for (name, found, read), count in sorted(counts.items()):
    print(name, *found, "read" if read else "not read", count)
