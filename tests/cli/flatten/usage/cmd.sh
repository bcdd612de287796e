set -u
for LANGUAGE in en es; do
  echo '{"ocid":"ocds-mx0009-1","id":"1"}' | "$EDCA" flatten --lang $LANGUAGE 2>&1; echo "exit $?"
  echo '{"ocid":"ocds-mx0009-1","id":"1"}' | "$EDCA" flatten --lang $LANGUAGE -o tables.csv 2>&1; echo "exit $?"
  "$EDCA" flatten --lang $LANGUAGE --profile other -o tables/ - < /dev/null 2>&1; echo "exit $?"
  "$EDCA" flatten --lang $LANGUAGE --delimiter x -o tables/ - < /dev/null 2>&1; echo "exit $?"
done
ls -A
# What --only and --skip name has to be in the data or in the standard.
echo '{"ocid":"ocds-mx0009-1","id":"1","local":{"note":"x"},"tender":{"id":"1","title":"Uno"}}' > one.json
for LANGUAGE in en es; do
  for path in tender/titel releases/awards/itens nada/de; do
    "$EDCA" flatten --lang $LANGUAGE -q --only $path -o made/ one.json 2>&1; echo "exit $?"
  done
  "$EDCA" flatten --lang $LANGUAGE -q --style flatten --skip tenders -o made/ one.json 2>&1; echo "exit $?"
done
ls -d made 2>&1 | grep -c made/
# Known to one of them, it may be absent from the other.
"$EDCA" flatten --lang en -q --only releases/tender,local/note,awards,contracts/items,paquete --skip resto,parties/name -o made/ one.json; echo "exit $?"
ls made
