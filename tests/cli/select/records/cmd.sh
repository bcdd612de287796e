set -u
"$EDCA" select --lang en --preset emergency r.json > lines.jsonl; echo "code $?"; cut -c1-120 lines.jsonl
"$EDCA" select --lang en --preset emergency lines.jsonl --as record-package --uri https://sotol.example/r.json --published-date 2021-04-01T00:00:00Z --publisher-name Sotol | cut -c1-120
