set -u
python3 -c 'import zipfile,glob
with zipfile.ZipFile("datos.zip","w") as z:
    for name in sorted(glob.glob("csvs/*.csv")): z.write(name)'
"$EDCA" convert --lang en -v --from inai-csv datos.zip; echo "code $?"
# The files alone; known by themselves; compiled.
"$EDCA" convert -q --lang en --from inai-csv datos.zip >zip.jsonl
"$EDCA" convert -q --lang en --from inai-csv csvs | cmp - zip.jsonl && echo same
rm csvs/7777.csv
"$EDCA" convert -q --lang en --from auto --prefix ocds-abc123 csvs | cmp - zip.jsonl && echo same
"$EDCA" convert --lang es --from inai-csv --keep-unmapped --compiled csvs | cut -c1-400; echo "code $?"
"$EDCA" convert --lang es --from inai-csv otra.csv; echo "code $?"
