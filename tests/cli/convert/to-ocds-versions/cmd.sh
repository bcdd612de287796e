set -u
# Releases of a process of which there are some already may have their ids: told, whether by versions or within a project.
"$EDCA" convert --lang es --to ocds v5.json v6.json -o r.jsonl; echo "code $?"
grep -o '"ocid":"[^"]*","id":"[^"]*"\|"amount":[0-9.]*' r.jsonl
"$EDCA" convert --lang en --to ocds twice.json | grep -c ocds-abc123-2; echo "code ${PIPESTATUS[0]}"
# Of what was merged there is one version.
"$EDCA" merge -q --lang en v5.json v6.json -o p.jsonl; echo "code $?"
"$EDCA" convert --lang en --to ocds p.jsonl | grep -o '"amount":[0-9.]*'; echo "code ${PIPESTATUS[0]}"
# White space around an OCID is none of it; a number is an id.
"$EDCA" convert --lang en --to ocds spaces.json -o s.jsonl; echo "code $?"
cat s.jsonl
"$EDCA" validate --lang en --only id,ocid s.jsonl; echo "code $?"
