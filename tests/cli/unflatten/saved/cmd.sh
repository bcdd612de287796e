set -u
# Tables of edca flatten that spreadsheet programs opened and saved, nothing changed: the same comes back.
"$EDCA" flatten --lang en -q -o tables/ releases.json; echo "exit $?"
back() {
  echo "== $1"
  "$EDCA" unflatten --lang es -v -o back.json --overwrite saved/ 2>&1; echo "exit $?"
  if cmp -s back.json expected.json; then echo "the same"; else cat back.json; fi
}
"$EDCA" unflatten --lang en -o expected.json tables/
save() { rm -rf saved; cp -r tables saved; }
save; iconv -f utf-8 -t cp1252 tables/releases.csv > saved/releases.csv; back "windows-1252"
save; tr , ';' < tables/releases.csv | iconv -f utf-8 -t cp1252 > saved/releases.csv; back "windows-1252, semicolons"
save; iconv -f utf-8 -t utf-16 tables/releases.csv > saved/releases.csv; back "UTF-16"
save; (printf 'sep=,\r\n'; cat tables/releases.csv) > saved/releases.csv; back "a line with the delimiter"
save; sed -i 's/,true/,TRUE/; s/,false/,FALSO/' saved/releases.csv; back "TRUE and FALSO"
save; sed -i 's/,true/,quizá/' saved/releases.csv; back "neither true nor false"
echo "== a workbook of which a program kept fifteen digits"
"$EDCA" flatten --lang en -q -o digits.xlsx digits.json; echo "exit $?"
python3 round.py
"$EDCA" unflatten --lang en -v rounded.xlsx 2>&1 | cmp -s - digits.json && echo "the same"
echo "== a number that somebody changed is what is in the cell"
"$EDCA" unflatten --lang en -v changed.xlsx 2>&1; echo "exit $?"
