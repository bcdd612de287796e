# A quote too few or too many, or two texts in a line: where it is is said, and the rest is read.
for file in *.json *.jsonl; do
  for lang in es en; do
    echo "== $file"
    "$EDCA" validate --lang $lang --color never --now 2024-06-01 --only schema "$file" | grep -v '^$' | head -n 16
  done
done
