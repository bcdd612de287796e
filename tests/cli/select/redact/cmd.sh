set -u
"$EDCA" select --lang es --where todo.toml --redact personal p.jsonl
"$EDCA" select --lang en --where todo.toml --redact personal p.jsonl --report gone.csv --totals t.json > chosen.jsonl
cat gone.csv; grep -A2 suppliers t.json
"$EDCA" select --lang en --where todo.toml --redact personal p.jsonl --as release-package --uri https://sotol.example/p.json --published-date 2021-03-02T00:00:00Z --publisher-name Sotol
