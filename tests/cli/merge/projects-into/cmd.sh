set -u
"$EDCA" merge -q --lang en old.jsonl -o m.jsonl; echo "code $?"
# The result of before is added to: projects like releases.
"$EDCA" merge --lang en -v --into m.jsonl --history h.jsonl new.jsonl -o n.jsonl; echo "code $?"
cat n.jsonl h.jsonl
"$EDCA" merge -q --lang es --into n.jsonl old.jsonl new.jsonl | cmp - n.jsonl && echo same
# The history is one of projects.
"$EDCA" merge --lang es --versioned --history x.jsonl old.jsonl; echo "code $?"
"$EDCA" merge --lang en --versioned --into m.jsonl new.jsonl; echo "code $?"
"$EDCA" merge --lang es --into package.json new.jsonl; echo "code $?"
