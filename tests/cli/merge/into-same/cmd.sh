set -u
# Adding gives what merging all at once gives, also where a release holds an object of nothing but nulls, and where the
# state holds one process, which is read although all of it changes.
party='"parties":[{"id":"A","name":"Oficina","contactPoint":{"name":null}}],"tender":{"items":[{"unit":null}],"period":{"endDate":null}}'
echo '{"ocid":"ocds-mx0009-LP-001","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],'"$party"'}' > old.jsonl
echo '{"ocid":"ocds-mx0009-LP-001","id":"2","date":"2025-02-01T00:00:00Z","tag":["award"],"tender":{"id":"1"}}' > new.jsonl
sorted() { python3 -c 'import json, sys; print(json.dumps(json.load(sys.stdin), sort_keys=True))'; }
for way in "" --strict; do
  "$EDCA" merge --lang en -q $way old.jsonl -o state.jsonl --overwrite; echo "exit $?"
  "$EDCA" merge --lang en -q $way --into state.jsonl new.jsonl > added; echo "exit $?"
  "$EDCA" merge --lang en -q $way old.jsonl new.jsonl > whole; echo "exit $?"
  sorted < added; sorted < whole
done
