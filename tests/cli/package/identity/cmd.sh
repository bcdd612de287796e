set -eu
# Wrapping, splitting and combining are the identity on items, to the byte, over seeded inputs in any form and with any
# memory and number of threads.
python3 - <<'PYTHON'
import gzip, json, os, random

RAW = ["1500000.10", "1E400", "-0", "0.10000000000000001", "1234567890123456789012345678901234567890", "1.0e-5",
       '"\\u00e9\\ud83d\\ude00 \\/ \\u0041"', '"😀 ñ \\"\\\\"', "null", "[ ]", '{ "b" : 1 , "a" : [1,  2.50] }', "{}"]
KINDS = {"releases": "ocid", "records": "ocid", "projects": "id"}

def item(random, kind, number):
    name = "%s-mx%04d-%d" % ("oc4ids" if kind == "projects" else "ocds", 9, number)
    members = ['"%s":"%s"' % (KINDS[kind], name)]
    if kind == "releases": members += ['"id":"%d"' % number, '"tag":["tender"]', '"parties":[]']
    if kind == "records": members += ['"releases":[{"url":"https://datos.example/%d","date":"2025-01-01"}]' % number]
    if kind == "projects": members += ['"publicAuthority":{"id":"1"}']
    for _ in range(random.randint(0, 6)):
        members.append('"x_%d":%s' % (len(members), random.choice(RAW)))
    members.append('"text":"%s"' % ("y" * random.choice([0, 10, 3000])))
    random.shuffle(members)
    return "{" + random.choice([",", " ,\n\t"]).join(members) + "}"

def write(random, folder, number, kind, items):
    """One input of a random form."""
    version = "0.9" if kind == "projects" else "1.1"
    metadata = '"uri":"https://datos.example/%d","version":"%s","publisher":{"name":"P"}' % (number, version)
    package = "{%s,\"%s\":[%s]}" % (metadata, kind, ",\n".join(items))
    package_late = "{\"%s\":[%s],%s}" % (kind, " , ".join(items), metadata)
    form = random.choice(["lines", "array", "package", "late", "portal", "bare", "gzip"])
    if form in ("lines", "bare"): items[:] = [each.replace("\n", " ") for each in items]
    if form == "lines": text, end = "\n".join(items), "jsonl"
    if form == "bare": text, end = " ".join(items), "json"
    if form == "array": text, end = "[" + ",".join(items) + "]", "json"
    if form in ("package", "gzip"): text, end = package, "json"
    if form == "late": text, end = package_late, "json"
    if form == "portal": text, end = '{"arrayReleasePackage":[%s]}' % package, "json"
    path = "%s/%03d.%s" % (folder, number, end)
    data = text.encode()
    if form == "gzip": gzip.open(path + ".gz", "w").write(data)
    else: open(path, "wb").write(data)

for seed in range(12):
    source = random.Random(seed)
    kind = source.choice(list(KINDS))
    folder = "set-%d" % seed
    os.mkdir(folder)
    expected, number = [], 0
    for at in range(source.randint(1, 5)):
        items = []
        for _ in range(source.choice([1, 2, 3, 40, 300])):
            number += 1
            items.append(item(source, kind, number))
        write(source, folder, at, kind, items)
        expected += items
    open(folder + ".expected", "w").write(",\n".join(expected) + "\n]}\n")
    open(folder + ".size", "w").write(str(source.randint(1, number) if number < 30 else source.randint(7, 100)))
PYTHON
edca_package() { "$EDCA" package --lang en -q --published-date 2025-01-01T00:00:00Z "$@"; }
for expected in set-*.expected; do
  set=${expected%.expected}
  edca_package --uri u:all "$set" > whole.json
  tail -n +2 whole.json | cmp - "$expected" || echo "differs: $set"
  for options in "--memory 1M -j 1" "--memory 4G -j 2"; do
    mkdir parts
    edca_package $options --uri 'u:{n}' --size "$(cat $set.size)" -o 'parts/{n}.json' whole.json
    edca_package $options --uri u:all parts | cmp - whole.json || echo "differs after splitting: $set"
    edca_package $options whole.json | cmp - whole.json || echo "differs when packed again: $set"
    rm -r parts
  done
done
ls *.expected | wc -l
