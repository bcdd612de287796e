set -u
for file in d.csv 21.csv e.csv f.csv; do
  "$EDCA" convert --lang es -v --from comprasmx --prefix ocds-abc123 $file -o $file.jsonl; echo "code $?"
  cat $file.jsonl
  "$EDCA" validate -q --lang en --profile edca-mx --only schema $file.jsonl; echo "valid $?"
done
"$EDCA" convert -q --lang en --from comprasmx --to ocds --prefix ocds-abc123 --keep-unmapped d.csv; echo "code $?"
