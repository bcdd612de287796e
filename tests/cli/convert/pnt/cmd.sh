set -u
for file in 43335.csv descarga.xlsx unico.csv; do
  "$EDCA" convert --lang es -v --from pnt --prefix ocds-abc123 $file -o $file.jsonl; echo "code $?"
  cat $file.jsonl
  "$EDCA" validate -q --lang en --profile edca-mx --only schema $file.jsonl; echo "valid $?"
  # The same is found out by the headings.
  "$EDCA" convert -q --lang en --from auto --prefix ocds-abc123 $file | cmp - $file.jsonl && echo same
done
"$EDCA" convert --lang en -q --from pnt --prefix ocds-abc123 --keep-unmapped --natural-persons 43335.csv descarga.xlsx unico.csv -o all.jsonl; echo "code $?"
grep -o '"x_[^}]*}' all.jsonl
grep -o '"position":"[^"]*"\|NURM800101AB1\|"attendees":[^]]*' all.jsonl | sort | uniq -c
"$EDCA" convert -q --lang en --from pnt --prefix ocds-abc123 --keep-unmapped --natural-persons --memory 1M 43335.csv descarga.xlsx unico.csv | cmp - all.jsonl && echo same
"$EDCA" convert -q --lang en --from pnt --prefix ocds-abc123 --compiled unico.csv | head -c 200; echo
"$EDCA" validate --lang en unico.csv; echo "code $?"
