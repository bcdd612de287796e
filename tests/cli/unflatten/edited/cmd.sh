set -u
# What people do to tables: each mistake at its line, in both languages.
"$EDCA" flatten --lang en -q -o tables/ releases.json
cat > tables/releases_tender_items.csv <<'CSV'
_fila,_padre,_n,ocid,release,id,description,quantity,unit/name
0/tender/items/0,0,0,ocds-mx0009-1,1,1,"Luminarias LED; 60 W","1,200",pieza
0/tender/items/1,0,1,ocds-mx0009-1,1,2,Postes,100,
0/tender/items/1,0,2,ocds-mx0009-1,1,3,Cable,5,
9/tender/items/0,9,0,ocds-mx0009-9,1,1,,,
,0,3,,,4,,,
Total,,,,,,,1300,
CSV
for LANGUAGE in en es; do "$EDCA" unflatten --lang $LANGUAGE -v --lines tables/ 2>&1; echo "exit $?"; done
sed -i 's/^_fila/fila/' tables/releases.csv
"$EDCA" unflatten --lang es tables/; echo "exit $?"
"$EDCA" unflatten --lang es --fail-on never tables/ -o nothing.json; echo "exit $?"
rm tables/*.csv
"$EDCA" unflatten --lang es tables/; echo "exit $?"
ls -A
