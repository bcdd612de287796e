set -u
# Compra de CUBREBOCAS in time, too early, and only in the name of a supplier; 100, nothing and 300.
"$EDCA" select --lang en --preset emergency amounts.jsonl --report hits.csv --totals totals.json | grep -o '"ocid": *"[^"]*"'
cat hits.csv; grep '"all"' totals.json
"$EDCA" select --lang en --preset emergency-inai amounts.jsonl --totals inai.json > inai.jsonl; grep '"all"' inai.json
# From 400,000 to 1,000,000, without a value.
for preset in emergency emergency-inai; do
  "$EDCA" select --lang en --preset $preset open.jsonl --totals $preset.csv > $preset.jsonl; grep '^all' $preset.csv
done
"$EDCA" select --lang en --preset emergency --amount max open.jsonl --totals max.csv > max.jsonl; grep '^all' max.csv
