set -u
"$EDCA" convert --lang en -v --to geojson --base-url https://datos.example.mx/obras projects.jsonl releases.json -o map.geojson; echo "code $?"
cat map.geojson
# In another order and with little memory: the same, but for which version of a project counts, which its date says.
"$EDCA" convert -q --lang es --to geojson --base-url https://datos.example.mx/obras/ --memory 1M releases.json projects.jsonl | cmp - map.geojson && echo same
"$EDCA" convert -q --lang en --to geojson projects.jsonl releases.json | grep -o '"link":"[^"]*"'
"$EDCA" convert --lang es --to geojson projects.jsonl 2>&1 >/dev/null | grep -c 'Qué hacer'
# What has no place is left out; a map without places is one all the same.
echo '{"id":"oc4ids-vc0001-Z","contractingProcesses":[]}' | "$EDCA" convert --lang en -v --to geojson -; echo "code $?"
"$EDCA" convert --lang es --to geojson nothing.json; echo "code $?"
