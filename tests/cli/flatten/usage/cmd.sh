set -u
for LANGUAGE in en es; do
  echo '{"ocid":"ocds-mx0009-1","id":"1"}' | "$EDCA" flatten --lang $LANGUAGE 2>&1; echo "exit $?"
  echo '{"ocid":"ocds-mx0009-1","id":"1"}' | "$EDCA" flatten --lang $LANGUAGE -o tables.csv 2>&1; echo "exit $?"
  "$EDCA" flatten --lang $LANGUAGE --profile other -o tables/ - < /dev/null 2>&1; echo "exit $?"
  "$EDCA" flatten --lang $LANGUAGE --delimiter x -o tables/ - < /dev/null 2>&1; echo "exit $?"
done
ls -A
