# One cause, one finding: what is wrong with a value is told by the schema, not once more by rules about texts or about what is absent.
cat > a.json <<'JSON'
{"ocid":"ocds-aaaaaa-1","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender","award"],"initiationType":"tender",
 "parties":[{"id":"A","name":"Oficina A","roles":"buyer","identifier":"AAA010101AAA","contactPoint":{"url":"N/A"}}],
 "buyer":{"id":"A","name":"Oficina A"},
 "Tender":{"id":"1","tenderPeriod":{"startDate":"sin dato","endDate":"null"}},
 "awards":[{"id":"1","title":"N/A","value":{"amount":"N/A","currency":"MXN"}}]}
JSON
echo '{"ocid":"ocds-aaaaaa-2","id":"1","date":"2024-01-01T00:00:00Z","tag":"tendr","initiationType":"tender"}' > b.json
for choice in "" "--only text,party,money,tag" "--skip schema,field"; do
  "$EDCA" validate --format jsonl --lang en $choice a.json b.json | grep '^{"rule": "' | sed 's/.*"rule": "\([^"]*\)".*"file": "\([^"]*\)".*"pointer": "\([^"]*\)".*/\2 \3 \1/' | sort
  echo --
done
