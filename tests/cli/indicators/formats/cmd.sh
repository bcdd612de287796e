set -u
"$EDCA" indicators --lang en --format json compilados.jsonl > all.json && python3 -m json.tool all.json > /dev/null && cat all.json
"$EDCA" indicators --lang en --format jsonl --only R018,R028 compilados.jsonl
"$EDCA" indicators --lang en --format csv --skip R036 compilados.jsonl
"$EDCA" indicators --lang en --format jsonl --only R018 --fail-on flag compilados.jsonl; echo "code $?"
