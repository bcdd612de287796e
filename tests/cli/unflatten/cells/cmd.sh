set -u
# Cells that could be taken for something else: what is read, and what is an error at its cell.
echo "== no thousands stand behind a zero; 007 is 7, and 1,234 has thousands"
cat > cantidades.csv <<'CSV'
ocid,id,tender/items/0/id,tender/items/0/quantity,tender/value/amount
ocds-mx0009-1,1,1,"0,125","0,500"
ocds-mx0009-2,1,1,007,"1,234"
ocds-mx0009-3,1,1,1,0.500
CSV
"$EDCA" unflatten --lang es cantidades.csv 2>&1; echo "exit $?"
echo "== with a comma for decimals 0,500 is one half, and 0.500 is no number"
"$EDCA" unflatten --lang en --decimal , cantidades.csv 2>&1; echo "exit $?"
echo "== a year alone and a month alone are no day; a number of days is one, with its time"
cat > fechas.csv <<'CSV'
ocid,id,date
ocds-mx0009-1,1,2024
ocds-mx0009-1,2,12/2024
ocds-mx0009-1,3,45351
ocds-mx0009-1,4,45351.5
CSV
"$EDCA" unflatten --lang es -v fechas.csv 2>&1; echo "exit $?"
echo "== the same as numbers of a workbook"
python3 make.py
"$EDCA" unflatten --lang es -v fechas.xlsx 2>&1; echo "exit $?"
echo "== brackets that are no JSON are texts, wrong places are errors: what comes out is JSON"
cat > listas.csv <<'CSV'
ocid,id,tag,tender/submissionMethod,tender/items/0/id,tender/items/0/deliveryLocation/geometry/type,tender/items/0/deliveryLocation/geometry/coordinates
ocds-mx0009-1,1,[tender],"[""written"",
""inPerson""]",1,Point,"[-99.1, 19.4"
ocds-mx0009-2,1,"[""tender"" , ""award""]",[],1,Point,"[-99.1, 19.4]"
CSV
"$EDCA" unflatten --lang es -o listas.json listas.csv 2>&1; echo "exit $?"
cat listas.json
python3 -c "
import json
print([json.loads(line)['tag'] for line in open('listas.json')])"
"$EDCA" validate --lang es listas.csv | grep -A 1 'celda C2'
