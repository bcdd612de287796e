set -u
# Whatever the forms, the memory and the order, the same is said.
python3 - <<'PYTHON'
import json, random
random.seed(11)
def release(process, number, seed):
    value = random.Random(seed)
    return {"ocid": "ocds-mx0009-%d" % process, "id": "%d-%d" % (process, number), "tag": ["tender"],
            "date": "2025-01-%02dT00:00:00Z" % (number + 1),
            "tender": {"id": "t", "title": "x" * value.randint(0, 3000), "amount": value.randint(1, 10**30),
                       "items": [{"id": str(at), "quantity": value.random()} for at in range(value.randint(0, 5))]}}
old, new = [], []
for process in range(400):
    for number in range(random.randint(1, 5)):
        what = random.random()
        seed = random.random()
        if what < 0.9: old.append(release(process, number, seed))
        if what > 0.1: new.append(release(process, number, seed if what < 0.7 else random.random()))
def lines(name, releases):
    with open(name, "w") as file:
        for each in releases: file.write(json.dumps(each) + "\n")
lines("old.jsonl", old)
lines("new.jsonl", new)
random.shuffle(old)
random.shuffle(new)
json.dump({"extra": 1, "releases": old[:700], "uri": "u"}, open("old-a.json", "w"), indent=1)
lines("old-b.jsonl", old[700:])
json.dump(new, open("new-a.json", "w"))
PYTHON
mkdir old temp && mv old-* old && gzip -k new.jsonl
"$EDCA" diff --lang en --format json old.jsonl new.jsonl > expected
for options in "--memory 1M" "--memory 4G"; do
  for snapshots in "old new.jsonl" "old.jsonl new-a.json" "old new.jsonl.gz"; do
    "$EDCA" diff --lang en --format json $options --temp temp $snapshots | cmp - expected || echo "differs: $options $snapshots"
  done
  "$EDCA" diff --lang en --format json $options old - < new.jsonl | cmp - expected || echo "differs: standard input"
done
ls -A temp
tail -c 330 expected
# The other way round, what was added is what was removed.
"$EDCA" diff --lang en new.jsonl old.jsonl | tail -3
