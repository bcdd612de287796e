# How many findings there are does not depend on how many are wanted: schemas speak of some of the
# empty values, text.empty of the others.
for most in 0 1 2 5; do
  edca validate --lang en --format jsonl --profile edca-mx --max-findings $most empty.jsonl > report
  echo "exit $?, --max-findings $most: $(grep -c '^{"rule": "text.empty"' report) of text.empty printed"
  grep -o '"by_rule": {[^}]*}' report | tail -n 1
done
