set -u
"$EDCA" upgrade --lang en -v --repair projects.jsonl -o new.jsonl; echo "code $?"
cat new.jsonl
"$EDCA" upgrade --lang es -v --repair projects.jsonl 2>&1 >/dev/null | grep -m 1 -A 2 'repair.array'
# Nothing is left to be done, and without --repair nothing is done.
"$EDCA" upgrade -q --lang en --repair new.jsonl | cmp - new.jsonl && echo "as it was"
"$EDCA" upgrade -q --lang en projects.jsonl | cmp - projects.jsonl && echo "as it was"
"$EDCA" validate --lang en --only location.swapped new.jsonl | grep -c location.swapped
