# How often fields are filled: in every format that has a place for it, and refused elsewhere.
for format in text json jsonl sarif markdown html junit github gitlab csv; do
  "$EDCA" validate --lang en --coverage --fail-on never --format $format a.json > out.$format
  echo "$format: exit $?, $(grep -c '/tender/status' out.$format)"
done
"$EDCA" validate --lang es --coverage --format csv a.json
"$EDCA" validate --lang en --coverage --fail-on never --format csv --only schema --also json=fields.json a.json
grep -c '"/tender/status"' fields.json
sed -n '/^## How often/,/^## /p' out.markdown | head -8
