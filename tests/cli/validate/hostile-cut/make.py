# Every seventh prefix of a package and of JSON Lines, all in one folder, some alone.
import os

os.mkdir("d")
for name in ("package.json", "lines.jsonl"):
    text = open(name, "rb").read()
    stem, ending = name.split(".")
    for size in range(0, len(text.rstrip()), 7):
        open(f"d/{stem}-{size:05d}.{ending}", "wb").write(text[:size])
