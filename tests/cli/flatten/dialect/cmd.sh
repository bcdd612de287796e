set -u
# As flatten-tool writes tables; compiled releases; titles in English or none.
"$EDCA" flatten --lang en -v --style flatten -o main/ releases.json; echo "exit $?"
for file in main/*; do echo "== $file"; tr -d '\r' < "$file"; done
for LANGUAGE in en es; do
  "$EDCA" flatten --lang $LANGUAGE --style flatten -o main.db releases.json; echo "exit $?"
  python3 -c 'print("{\"ocid\":\"ocds-mx0009-1\",\"id\":\"1\",\"title\":\"" + "y" * 40000 + "\"}")' |
    "$EDCA" flatten --lang $LANGUAGE --style flatten -o long.xlsx -; echo "exit $?"
done
printf '%s\n' '{"ocid":"ocds-mx0009-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"T","title":"Antes"}}' \
  '{"ocid":"ocds-mx0009-1","id":"2","date":"2025-02-01T00:00:00Z","tag":["tender"],"tender":{"id":"T","title":"Después"}}' > two.jsonl
"$EDCA" flatten --lang en -q --merge --titles none -o merged/ two.jsonl; echo "exit $?"
cat merged/releases.csv
"$EDCA" flatten --lang en -q --merge --style flatten -o merged-main/ two.jsonl; echo "exit $?"
cat merged-main/main.csv
grep -c title merged/datapackage.json
"$EDCA" flatten --lang en -q --titles en -o english.db two.jsonl; echo "exit $?"
python3 -c '
import sqlite3
print([each[0] for each in sqlite3.connect("english.db").execute("SELECT * FROM v_releases").description])'
ls -A
