# JSON Lines: each line is a valid JSON value (https://jsonlines.org/). Of several in one line none is lost.
release() { printf '{"ocid":"ocds-aaaaaa-%s","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"],"initiationType":"tender","planning":{"rationale":"x"}}' "$1"; }
echo "[$(release 1)] [$(release 2)]
[$(release 3)]" > spaces.jsonl
echo "[$(release 1)],[$(release 2)]
[$(release 3)]" > commas.jsonl
echo "$(release 1),$(release 2)
$(release 3)" > objects.jsonl
for lang in en es; do
  for input in spaces commas objects; do
    "$EDCA" validate --lang $lang --only input $input.jsonl
    echo "exit $?"
  done
done
"$EDCA" merge -q spaces.jsonl | wc -l
