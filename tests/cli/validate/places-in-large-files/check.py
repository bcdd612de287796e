import json
import sys

text = open(sys.argv[1], "rb").read()
report = json.load(sys.stdin)
for finding in report["findings"]:
    offset = finding["offset"]
    before = text[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1:].decode()) + 1
    shown = text[offset:offset + 12].split(b"\n")[0].decode(errors="replace")
    right = (line, column) == (finding["line"], finding["column"])
    print(finding["rule"], finding["pointer"], shown, "" if right else "but line %d column %d" % (line, column))
