set -u
"$EDCA" merge --lang en -v a-v000005.json a-v000006.json later.json release.json --history h.jsonl -o m.jsonl --report r.json; echo "code $?"
cat m.jsonl h.jsonl
grep -o '"rule": *"merge[^"]*"' r.json
"$EDCA" merge --lang es a-v000006.json a-v000005.json later.json | tail -n 2
# The same snapshot twice is nothing to speak of.
"$EDCA" merge --lang en -v a-v000005.json a-v000005.json a-v000006.json; echo "code $?"
"$EDCA" merge --lang en --records a-v000005.json; echo "code $?"
"$EDCA" merge --lang en --history h.jsonl a-v000005.json; echo "code $?"
# An id that is a number is none.
echo '{"id":7,"updated":"2025-01-01T00:00:00Z","contractingProcesses":[]}' >number.json
"$EDCA" merge --lang en number.json a-v000006.json | wc -l; echo "code ${PIPESTATUS[0]}"
