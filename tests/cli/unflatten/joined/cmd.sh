set -u
# Rows that are about the same, rows about something that is not there, and rows of standard input.
echo "== 1500 and 1,500.00 agree, and 1500.01 does not; the first spelling stays"
cat > montos.csv <<'CSV'
ocid,id,tender/id,tender/value/amount
ocds-mx0009-1,1,T,1500
ocds-mx0009-1,1,T,"1,500.00"
ocds-mx0009-1,1,T,1500.01
ocds-mx0009-2,1,T,2.50
ocds-mx0009-2,1,T,2.5
CSV
"$EDCA" unflatten --lang es montos.csv 2>&1; echo "exit $?"
echo "== an item of an award that no table describes leaves no empty list of awards"
mkdir libro
printf 'ocid,id,tender/id\nocds-mx0009-1,1,T\nocds-mx0009-2,1,T\n' > libro/main.csv
printf 'ocid,id,awards/0/id,awards/0/title\nocds-mx0009-2,1,A,Primera\n' > libro/awards.csv
printf 'ocid,id,awards/0/id,awards/0/items/0/id,awards/0/items/0/description\nocds-mx0009-1,1,A,1,Papel\nocds-mx0009-2,1,A,2,Tinta\n' > libro/awa_items.csv
"$EDCA" unflatten --lang es libro/ 2>&1; echo "exit $?"
echo "== standard input"
printf 'ocid,id,tender/title\nocds-mx0009-1,1,Papel\n' | "$EDCA" unflatten --lang en - 2>&1; echo "exit $?"
printf '{"ocid":"ocds-mx0009-1"}\n' | "$EDCA" unflatten --lang en - 2>&1; echo "exit $?"
