set -u
# What stands in one line of JSON Lines is read one by one, as validate reads it.
release() { printf '{"ocid":"ocds-mx0001-%s","id":"1","date":"2025-01-15T00:00:00-06:00","tag":["planning"],"initiationType":"tender"}' "$1"; }
{ release 1; echo; release 2; printf ','; release 3; echo; release 4; release 5; echo; release 6; echo ' x'; } > lines.jsonl
for command in merge package; do
  "$EDCA" $command --lang en lines.jsonl; echo "exit $?"
done
"$EDCA" info --lang en lines.jsonl; echo "exit $?"
"$EDCA" upgrade --lang en lines.jsonl | cmp - lines.jsonl && echo "the same"
echo "== places of changes"
sed 's/"planning"/"planning ", "x"/' lines.jsonl | "$EDCA" upgrade --repair --lang en -; echo "exit $?"
echo '[]' > none.json
"$EDCA" diff --lang en none.json lines.jsonl; echo "exit $?"
