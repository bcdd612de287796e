set -u
# A record without an OCID has that of its envelope, which is told.
"$EDCA" convert --lang en -v --from s6 pagina.json -o x.jsonl; echo "code $?"
cat x.jsonl
"$EDCA" convert -q --lang es --from s6 --memory 1M pagina.json | cmp - x.jsonl && echo same
# So the next step has it.
"$EDCA" convert --lang en -v --to s6 x.jsonl -o pages; echo "code $?"
grep -c '"ocid":"ocds-abc123-1","record"' pages/1.json
