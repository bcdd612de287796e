# Figures of bodies and comparisons: refused where no report of the run has a place for them.
echo '{"ocid":"ocds-aaaaaa-1","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"],"initiationType":"tender"}' > a.json
"$EDCA" validate --lang en --group-by prefix --fail-on never --format json -o before.json a.json
for format in csv sarif junit github gitlab; do
  "$EDCA" validate --lang en --group-by prefix --format $format a.json
  echo "$format: exit $?"
done
"$EDCA" validate --lang es --compare before.json --group-by prefix --format csv a.json
echo "exit $?"
"$EDCA" validate --lang es --compare before.json --format csv a.json
echo "exit $?"
"$EDCA" validate --lang en --group-by prefix --fail-on never --format csv --also json=bodies.json a.json > out.csv
grep -c '"body": "ocds-aaaaaa"' bodies.json
