set -u
"$EDCA" convert --lang en -v --to oc4ids --now 2025-09-01 --into proyectos.json obras.json -o p.jsonl --report r.json; echo "code $?"
cat p.jsonl
# Every change, with what was there before.
grep -o '"pointer": *"[^"]*"\|"old": *"[^"]*"' r.json
# A second run changes nothing, whatever the memory; with the other process, only that one comes.
"$EDCA" convert --lang es -v --to oc4ids --now 2025-09-30 --memory 1M --into p.jsonl obras.json | cmp - p.jsonl && echo same
"$EDCA" convert --lang es -v --to oc4ids --now 2025-09-30 --into p.jsonl otras.json -o p.jsonl --overwrite; echo "code $?"
grep -c SUP-2024-2 p.jsonl
# What is no list of projects stays as it is.
"$EDCA" convert --lang en --to oc4ids --into obras.json otras.json; echo "code $?"
"$EDCA" convert --lang es --to oc4ids --into none.json otras.json; echo "code $?"
cat p.jsonl p.jsonl > twice.jsonl
"$EDCA" convert --lang en --to oc4ids --into twice.jsonl otras.json -o t.jsonl; echo "code $?"
[ -e t.jsonl ] || echo "nothing written"
"$EDCA" convert --lang en --to oc4ids --compatible oc4idskit --into p.jsonl otras.json; echo "code $?"
