set -u
"$EDCA" validate --lang en --only link projects.json releases.jsonl; echo "code $?"
"$EDCA" validate --lang es --only link releases.jsonl projects.json; echo "code $?"
"$EDCA" validate --lang en --only link --format jsonl projects.json releases.jsonl | grep -o '"rule": *"[^"]*"\|"line": *[0-9]*\|"pointer": *"[^"]*"'
# By the id of a release that is an OCID; of an older publication nothing is said of what is not known.
"$EDCA" validate --lang en --only link old.json records.json; echo "code $?"
# Silent where there is only one of both, where the rules are left out, and of data of others.
"$EDCA" validate --lang en --only link projects.json | head -n 1
"$EDCA" validate --lang en --only link releases.jsonl | head -n 1
"$EDCA" validate --lang en --skip link --format json projects.json releases.jsonl | grep -c '"link'
sed 's/ocds-mx0001/ocds-abc123/' releases.jsonl > others.jsonl
"$EDCA" validate --lang en --only link projects.json others.jsonl | head -n 1
# A baseline knows them like all others; mended, they are gone.
"$EDCA" validate --lang en --only link --format json projects.json releases.jsonl > before.json
"$EDCA" validate --lang en --only link --baseline before.json projects.json releases.jsonl | head -n 1
"$EDCA" convert -q --lang en --to oc4ids --now 2025-03-01 --into projects.json releases.jsonl -o mended.jsonl
"$EDCA" validate --lang en --only link mended.jsonl releases.jsonl | head -n 3
