set -u
for file in broken.jsonl twice.jsonl package.json missing.jsonl; do
  "$EDCA" merge --lang en --into $file new.jsonl -o out.jsonl; echo "exit $?"
done
"$EDCA" merge --lang en --versioned --into compiled.jsonl new.jsonl; echo "exit $?"
ls -A
