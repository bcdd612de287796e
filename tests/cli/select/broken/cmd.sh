set -u
"$EDCA" select --lang en --preset emergency p.jsonl --report r.csv -o chosen.jsonl --totals t.json; echo "code $?"; cat r.csv
grep '"all"' t.json
"$EDCA" select --lang en --preset emergency --redact personal p.jsonl -o shown.jsonl; echo "code $?"; wc -l < shown.jsonl
"$EDCA" select --lang en --preset emergency no.json; echo "code $?"
printf '{"ocid":"ocds-mx0011-9","tender":{"title":"Nada"}}' | "$EDCA" select --lang es --preset emergency; echo "code $?"
