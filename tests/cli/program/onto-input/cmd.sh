# What a command writes is never one of its inputs, under any name and with --overwrite.
echo '{"ocid":"ocds-mx0009-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"]}' > good.jsonl
ln -s good.jsonl other.jsonl
for command in validate merge info 'diff good.jsonl'; do
  "$EDCA" $command --lang en --overwrite -o other.jsonl good.jsonl 2>&1; echo "exit $?"
done
"$EDCA" validate --lang es --format html --overwrite -o good.html good.jsonl --also csv=good.jsonl 2>&1; echo "exit $?"
cat good.jsonl
