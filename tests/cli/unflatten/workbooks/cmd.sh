set -u
# Workbooks as people's programs write them, each with what comes of it, or the cell that is wrong.
python3 make.py
for book in 1900 1904; do
  echo "== $book: a text, and a cell with a date"
  "$EDCA" unflatten -q --lang en $book.xlsx; echo "exit $?"
done
echo "== amounts"
"$EDCA" unflatten --lang es montos.xlsx; echo "exit $?"
"$EDCA" unflatten -q --lang es --decimal , montos.xlsx; echo "exit $?"
echo "== digits that are lost"
"$EDCA" unflatten --lang es cifras.xlsx; echo "exit $?"
echo "== a label of a code"
"$EDCA" unflatten -q --lang es etiquetas.xlsx; echo "exit $?"
echo "== an item of an award that is not there"
mkdir book && printf 'ocid,id,awards/0/id,awards/0/title\nocds-mx0009-1,1,A,Primera\n' > book/awards.csv
printf 'ocid,id,awards/0/id,awards/0/items/0/id,awards/0/items/0/description\nocds-mx0009-1,1,A,1,Papel\nocds-mx0009-1,1,B,2,Tinta\n' > book/items.csv
"$EDCA" unflatten --lang es book/; echo "exit $?"
echo "== OpenDocument"
"$EDCA" unflatten -q --lang en libro.ods; echo "exit $?"
