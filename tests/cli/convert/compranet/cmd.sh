set -u
for file in a.xlsx b1.csv b2.csv c.csv e0.csv; do
  "$EDCA" convert --lang en -v --from compranet --prefix ocds-abc123 $file -o $file.jsonl; echo "code $?"
  cat $file.jsonl
  "$EDCA" validate -q --lang en --profile edca-mx --only schema $file.jsonl; echo "valid $?"
done
# What has no place, data of persons, and amounts that hold the tax.
"$EDCA" convert --lang es --from auto --prefix ocds-abc123- --keep-unmapped --natural-persons --amounts-include-tax c.csv; echo "code $?"
# Merging says the same as --compiled; order and memory change nothing.
"$EDCA" convert -q --lang en --from auto --prefix ocds-abc123 *.csv a.xlsx >all.jsonl
"$EDCA" convert -q --lang en --from auto --prefix ocds-abc123 --memory 1M *.csv a.xlsx | cmp - all.jsonl && echo same
"$EDCA" convert -q --lang en --from auto --prefix ocds-abc123 --compiled *.csv a.xlsx >compiled.jsonl
"$EDCA" merge -q --lang en all.jsonl -o merged.jsonl
"$EDCA" diff --lang en compiled.jsonl merged.jsonl; echo "code $?"
