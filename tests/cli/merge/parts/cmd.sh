set -eu
# The parts of an input, shuffled, split and in mixed forms, merge to the same bytes as the whole.
python3 - <<'PYTHON'
import gzip, json, os, random
source = random.Random(23)
EXTENSIONS = ["https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"]
METADATA = {"uri": "u:1", "version": "1.1", "extensions": EXTENSIONS}
releases = []
for process in range(700):
    for number in range(source.choice([1, 2, 3, 12])):
        releases.append({"ocid": "ocds-mx0009-%d" % (process * 7919 % 1000), "id": str(number), "tag": ["tender"],
                         "date": "2025-01-%02dT%02d:00:00Z" % (1 + number, process % 24),
                         "parties": [{"id": source.choice("abc"), "name": "ñ😀", "roles": ["buyer"]}],
                         "tender": {"id": "t", "title": "x" * source.randint(0, 24000), "numberOfTenderers": number,
                                    "items": [{"id": str(source.randint(1, 5)), "quantity": source.random()}]}})
def put(name, text): open(name, "w").write(text)
put("whole.json", json.dumps({**METADATA, "releases": releases}))
source.shuffle(releases)
os.mkdir("parts")
at = number = 0
while at < len(releases):
    some = releases[at:at + source.choice([1, 50, 300])]
    at += len(some)
    number += 1
    name = "parts/%03d" % number
    form = source.randrange(6)
    if form == 0: put(name + ".jsonl", "\n".join(json.dumps(each, ensure_ascii=False) for each in some))
    if form == 1: put(name + ".json", json.dumps({"releases": some, **METADATA}, indent=1))
    if form == 2: put(name + ".json", json.dumps(some))
    if form == 3: put(name + ".json", json.dumps({"results": [{**METADATA, "releases": some}]}))
    if form == 4: put(name + ".json", json.dumps({**METADATA, "records": [
        {"ocid": each["ocid"], "releases": [each]} for each in some]}))
    if form == 5: gzip.open(name + ".json.gz", "w", 1).write("\n".join(map(json.dumps, some)).encode())
PYTHON
mkdir temp
"$EDCA" merge --lang en --memory 4G -j 1 whole.json > expected
for options in "--memory 32M -j 1" "--memory 32M -j 2" "--memory 4G -j 1" "--memory 4G -j 2"; do
  "$EDCA" merge --lang en $options --temp temp parts | cmp - expected || echo "differs: $options"
done
ls -A temp
[ "$(wc -c < whole.json)" -gt 33554432 ] || echo "the input fits into the memory"
wc -l < expected
