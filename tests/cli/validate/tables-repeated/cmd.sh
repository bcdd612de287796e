# An item that was read before, in a workbook or CSV: the cell is told, not the line of a JSON that nobody sees.
"$EDCA" template edca-mx --lang es --detail basic --from releases.jsonl -q -o libro.xlsx
"$EDCA" flatten --lang es -q -o tablas.xlsx releases.jsonl
mkdir carpeta
printf 'ocid,id,date,tag\nocds-mx0009-1,1,2025-01-10T12:00:00-06:00,planning\n' > carpeta/uno.csv
cp carpeta/uno.csv dos.csv
validate() {
  "$EDCA" validate --only history --color never "$@" | sed '/^$/,$d'
}
cp libro.xlsx otro.xlsx
validate --lang es libro.xlsx otro.xlsx
validate --lang en libro.xlsx otro.xlsx
validate --lang es tablas.xlsx releases.jsonl
validate --lang es carpeta dos.csv
validate --lang es releases.jsonl dos.csv
validate --lang en --format json libro.xlsx otro.xlsx | grep -o '"message": "The release [^"]*"' | head -1
