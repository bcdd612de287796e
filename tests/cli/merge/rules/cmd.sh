set -u
"$EDCA" merge --lang en -v a.jsonl
"$EDCA" merge --lang en -v --schema schema.json a.jsonl
"$EDCA" merge --lang en -v --profile edca-mx a.jsonl > out
"$EDCA" merge --lang en -v --profile edca-mx --no-extensions a.jsonl > out
"$EDCA" merge --lang en -v --extension location a.jsonl > out
"$EDCA" merge --lang en --schema nothing.json a.jsonl; echo "exit $?"
"$EDCA" merge --lang en --extension nothing a.jsonl; echo "exit $?"
"$EDCA" merge --lang en --profile oc4ids-0.9 a.jsonl; echo "exit $?"
