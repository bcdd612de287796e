set -u
"$EDCA" convert --lang en --to pnt x.jsonl -o x.xlsx; echo "code $?"
"$EDCA" convert --lang en --from pnt x.csv; echo "code $?"
"$EDCA" convert --lang es --to pnt --format-id 43335 --extra none.csv x.jsonl -o x.xlsx; echo "code $?"
"$EDCA" convert --lang en --to pnt --format-id 43335 --extra odd.csv x.jsonl -o x.xlsx; echo "code $?"
"$EDCA" convert --lang en --to pnt --format-id 43335 x.jsonl -o x.xlsx; echo "code $?"
"$EDCA" convert --lang en --from pnt --prefix ocds-abc123 x.csv; echo "code $?"
"$EDCA" convert --lang en --to pnt --format-id 43335 --extra ok.csv x.jsonl -o x.xlsx; echo "code $?"
