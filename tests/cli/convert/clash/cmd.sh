set -u
"$EDCA" convert --lang en -v --to oc4ids --now 2025-09-01 x.jsonl --report found.json -o p.json; echo "code $?"
cat p.json
"$EDCA" convert --lang es -v --to oc4ids --now 2025-09-01 x.jsonl >again.json; cmp p.json again.json && echo same
"$EDCA" validate --lang en --profile oc4ids-0.9.5 --only schema p.json; echo "code $?"
"$EDCA" convert -q --lang en --to oc4ids --fail-on warning x.jsonl >/dev/null; echo "code $?"
