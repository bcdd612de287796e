text = open("good.json").read()
for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
    open(encoding + ".json", "wb").write(text.encode(encoding))
    open(encoding + ".jsonl", "wb").write((text + text).encode(encoding))
