set -u
"$EDCA" diff --lang en before.jsonl after.jsonl; echo "code $?"
"$EDCA" diff --lang es before.jsonl after.jsonl > es.txt; echo "code $?"
tail -n 4 es.txt
# It is what merging both first tells.
"$EDCA" merge -q --lang en before.jsonl -o b.jsonl; "$EDCA" merge -q --lang en after.jsonl -o a.jsonl
"$EDCA" diff -q --lang es b.jsonl a.jsonl | cmp - es.txt && echo same
