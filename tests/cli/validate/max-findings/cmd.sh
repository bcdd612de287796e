for format in text json jsonl; do
  for most in "" "--max-findings 0" "--max-findings 2"; do
    edca validate --lang en --format $format $most a.json b.json > report
    echo "exit $?, --format $format $most: $(grep -cE '^ {2,4}[ab]\.json:|^ *\{"rule"' report) printed"
    grep -A1 '^ *and ' report || true
    grep -o '"by_rule": {[^}]*}' report || true
  done
done
