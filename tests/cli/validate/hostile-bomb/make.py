import gzip

good = open("good.json", "rb").read().rstrip()
spaces = gzip.compress(b" " * 72_000_000)
open("spaces.json.gz", "wb").write(spaces)
open("lines.jsonl.gz", "wb").write(gzip.compress(good + b"\n") + spaces)
open("string.json.gz", "wb").write(gzip.compress(b'{"ocid": "') + spaces)
open("package.json.gz", "wb").write(gzip.compress(b'{"releases": [' + good + b",") + spaces + gzip.compress(good + b"]}"))
