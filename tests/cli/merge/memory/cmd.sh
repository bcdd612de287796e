set -u
# The same bytes whatever the memory, the threads and the order of the input; nothing stays behind.
mkdir temp
python3 - <<'END'
import json, random
random.seed(7)
releases = []
for process in range(300):
    for number in range(random.randint(1, 12)):
        releases.append({"ocid": "ocds-mx0009-%d" % (process * 7919 % 1000), "id": str(number), "tag": ["tender"],
                         "date": "2025-01-%02dT%02d:00:00Z" % (1 + number, process % 24),
                         "tender": {"id": "t", "title": "x" * random.randint(0, 3000),
                                    "items": [{"id": str(random.randint(1, 5)), "quantity": random.random()}]}})
with open("a.jsonl", "w") as file:
    for release in releases: file.write(json.dumps(release) + "\n")
random.shuffle(releases)
with open("b.jsonl", "w") as file:
    for release in releases: file.write(json.dumps(release) + "\n")
random.shuffle(releases)
half = len(releases) // 2
json.dump({"releases": releases[:half], "uri": "https://u.example/c"}, open("c.json", "w"), indent=1)
json.dump(releases[half:], open("d.json", "w"))
END
for form in "" --versioned "--records --versioned"; do
  "$EDCA" merge --lang en $form a.jsonl > expected
  for options in "--memory 1M -j 1" "--memory 1M -j 2" "--memory 2M -j 3" "--memory 1G -j 2"; do
    for inputs in a.jsonl b.jsonl "c.json d.json"; do
      "$EDCA" merge --lang en $form $options --temp temp $inputs | cmp - expected || echo "differs: $form $options $inputs"
    done
  done
done
ls -A temp
wc -l < expected
"$EDCA" merge --lang en --memory 1M --temp nowhere b.jsonl; echo "exit $?"
