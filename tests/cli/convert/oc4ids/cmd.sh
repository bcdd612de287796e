set -u
"$EDCA" convert --lang en -v --to oc4ids --now 2025-09-01 obras.json otras.json -o all.jsonl; echo "code $?"
cat all.jsonl
"$EDCA" validate --lang en --profile oc4ids-0.9.5 --now 2025-09-01 all.jsonl; echo "code $?"
# Anything said twice, in another order, with little memory: the same.
"$EDCA" convert -q --lang es --to oc4ids --now 2025-09-01 --memory 1M otras.json obras.json | cmp - all.jsonl && echo same
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --base-url https://datos.example.mx/entregas obras.json | grep -o '"url":"[^"]*A-1"'
