import gzip

good = open("good.json", "rb").read().rstrip()
with gzip.open("spaces.json.gz", "wb") as file:
    for _ in range(100):
        file.write(b" " * 1_000_000)
    file.write(good)
with gzip.open("string.json.gz", "wb") as file:
    file.write(b'{"ocid": "')
    for _ in range(100):
        file.write(b"x" * 1_000_000)
with gzip.open("lines.jsonl.gz", "wb") as file:
    for _ in range(100):
        file.write(b"\n" * 1_000_000)
with gzip.open("package.json.gz", "wb") as file:
    file.write(b'{"releases": [' + good + b"," + b" " * 100_000_000 + good + b"]}")
