import json

META = {"uri": "https://ribera.example/p.json", "version": "1.1", "publishedDate": "2025-04-01T00:00:00Z", "publisher": {"name": "S"}}
release = json.loads(open("good.json").read())
def write(name, value):
    open(name, "w").write(json.dumps(value))
write("keys.json", {**release, **{f"k{n}": n for n in range(100000)}})
write("key.json", {**release, "k" * 3000000: 1})
write("items.json", {**META, "releases": [{**release, "tender": {"id": str(n)}} for n in range(100000)]})
write("tiny.json", {**META, "releases": [{}] * 20000})
write("numbers.json", {**META, "releases": list(range(20000))})
write("array.json", [{}] * 20000)
write("extensions.json", {**META, "extensions": ["https://ribera.example/%d/extension.json" % n for n in range(20000)], "releases": [release]})
write("parties.json", {**release, "parties": [{"id": str(n % 30000)} for n in range(40000)]})
open("lines.jsonl", "w").write('{"a":\n' * 20000)
open("commas.json", "w").write('{"releases": [' + "," * 200000 + "]}")
open("brackets.json", "w").write('{"releases": [' + "[]," * 20000 + "[]]}")
open("quotes.json", "w").write('"' * 100001)
open("colons.json", "w").write(":" * 100000)
