set -u
good='{"ocid":"ocds-mx0010-6","id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"],"parties":[],"contracts":[{"id":"1","implementation":{"transactions":[{"id":"1","paymentMethod":"wireTransfer"}]}}]}'
# A line that is no JSON leaves as it came; the others are brought up to date.
printf '%s\n{"ocid": oops}\n' "$good" > lines.jsonl
"$EDCA" upgrade --lang en --profile edca-mx lines.jsonl; echo "exit $?"
# Of a file that ends too early nothing is left behind.
printf '{"uri":"https://example.mx","version":"1.1","releases":[%s,{"ocid"' "$good" > cut.json
"$EDCA" upgrade --lang es cut.json -o new.json; echo "exit $?"
"$EDCA" upgrade --lang en -q cut.json lines.jsonl -o new/; echo "exit $?"; ls new new.json
"$EDCA" upgrade --lang en missing.json; echo "exit $?"
printf '"text"' > text.json; "$EDCA" upgrade --lang en text.json -o new.json; echo "exit $?"; cmp text.json new.json && echo "as it was"
