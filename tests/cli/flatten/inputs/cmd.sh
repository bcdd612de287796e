set -u
# What can be read is written; the rest is an error. Several inputs go into one set of tables.
printf '%s\n' '{"ocid":"ocds-mx0009-1","id":"1","tag":["tender"]}' '{"ocid":"ocds-mx0009-1","id":2' > lines.jsonl
printf '{"projects":[{"id":"oc4ids-mx0009-1","title":"Puente"}]}' | "$EDCA" flatten --lang en -o tables/ lines.jsonl -; echo "exit $?"
ls -A tables
"$EDCA" flatten --lang en -q -o tables/ lines.jsonl; echo "exit $?"
"$EDCA" flatten --lang en -q --overwrite --fail-on never -o tables lines.jsonl; echo "exit $?"
printf '{}' | "$EDCA" flatten --lang es -q -o nothing/ -; echo "exit $?"
"$EDCA" flatten --lang es -q -o nothing/ nowhere.json; echo "exit $?"
ls -A
