set -u
mkdir export; mv ./*.csv export
"$EDCA" convert --lang en -v --from publicidad-abierta --to json export > campaigns.jsonl; echo "exit $?"
python3 -c 'import json
for row in open("campaigns.jsonl"): print(json.dumps(json.loads(row), ensure_ascii=False, indent=1))'
grep -o '"Monto":[^,}]*' campaigns.jsonl
"$EDCA" convert --memory 1MiB --to json export | cmp - campaigns.jsonl && echo "the same"
