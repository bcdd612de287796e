set -u
"$EDCA" merge --lang en -o all.jsonl old.jsonl && "$EDCA" merge --lang en --into all.jsonl new.jsonl -o all.jsonl --overwrite
# Equal as JSON; the order of the members is that of the first appearance.
sorted() { python3 -c 'import json, sys
for line in sys.stdin: print(json.dumps(json.loads(line), sort_keys=True))'; }
"$EDCA" merge --lang en old.jsonl new.jsonl | sorted > whole; sorted < all.jsonl | cmp - whole && echo same
"$EDCA" merge --lang en --versioned -o ver.jsonl old.jsonl && "$EDCA" merge --lang en --versioned --into ver.jsonl new.jsonl -o ver.jsonl --overwrite
"$EDCA" merge --lang en --versioned old.jsonl new.jsonl | cmp - ver.jsonl && echo same
# An older release over a newer state; a release that cannot be merged leaves what was there.
"$EDCA" merge --lang en new.jsonl -o late.jsonl; "$EDCA" merge --lang en --into late.jsonl old.jsonl; echo "exit $?"
sed 's/"tender": {.*/"tender": [{"id":"t"}]}/' new.jsonl | head -n 1 > clash.jsonl
"$EDCA" merge --lang en --into all.jsonl clash.jsonl | cmp - all.jsonl && echo "as it was"
