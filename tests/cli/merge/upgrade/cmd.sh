set -u
# Releases of OCDS 1.0 and 1.1 of one process, merged as such of 1.1.
printf '{"uri":"https://example.mx","publishedDate":"2016-01-01T00:00:00Z","publisher":{"name":"A"},"releases":[{"ocid":"ocds-mx0010-9","id":"1","date":"2016-01-01T00:00:00Z","tag":["tender"],"buyer":{"name":"Municipio"},"tender":{"id":"1","amendment":{"date":"2016-01-01T00:00:00Z"}}}]}' > old.json
printf '{"ocid":"ocds-mx0010-9","id":"2","date":"2020-01-01T00:00:00Z","tag":["tenderUpdate"],"parties":[{"id":"9","name":"Proveedor"}],"tender":{"id":"1","status":"complete"}}' > new.json
"$EDCA" merge --lang en old.json new.json > mixed.jsonl
"$EDCA" merge --lang en --upgrade old.json new.json --report report.json; echo "exit $?"
python3 -c 'import json
for finding in json.load(open("report.json"))["findings"]: print(finding["rule"], finding["pointer"])'
for file in old.json new.json; do "$EDCA" upgrade --lang en -q "$file" -o "up-$file"; done
"$EDCA" merge --lang en --upgrade old.json new.json > one.jsonl; "$EDCA" merge --lang en up-old.json up-new.json | cmp - one.jsonl && echo same
