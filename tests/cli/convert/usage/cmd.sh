set -u
"$EDCA" convert --lang en x.json; echo "code $?"
"$EDCA" convert --lang es --to rtf x.json; echo "code $?"
"$EDCA" convert --lang en --from pdf --to oc4ids x.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids --transforms titel x.json; echo "code $?"
"$EDCA" convert --lang es --to oc4ids --transforms otra x.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids --now yesterday x.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids --profile oc4ids-0.9.5 x.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids none.json; echo "code $?"
# Where there is nothing to convert, nothing is written.
"$EDCA" convert --lang en --to oc4ids x.json -o p.json; echo "code $?"
[ -e p.json ] || echo "nothing written"
# Options of another conversion are not left out in silence.
r() { "$EDCA" convert --lang en "$@" r.jsonl; echo "code $?"; }
printf '{"ocid":"ocds-abc123-1","id":"1","date":"2024-01-01T00:00:00-06:00","tag":["tender"],"tender":{"id":"1"}}\n' >r.jsonl
r --to geojson --into projects.json
r --to s6 --projects none.csv
r --to pnt --format-id 43335 --project-id 1
r --to ocds --from oc4ids --into projects.json
r --to geojson --transforms title
r --to s6 --all-transforms
r --to geojson --compatible oc4idskit
r --to s6 --base-url https://example.mx
r --to oc4ids --format-id 43335
r --to oc4ids --extra pnt.csv
r --to oc4ids --payload
r --to oc4ids --state s.json
r --to oc4ids --answer a.json
r --to geojson --map none.toml
"$EDCA" convert --lang es --to oc4ids --state s.json r.jsonl; echo "code $?"
"$EDCA" convert --lang es --suggest r.jsonl --report report.json; echo "code $?"
# Projects are no releases.
echo '{"id":"oc4ids-abc123-1","updated":"2025-01-01T00:00:00Z","contractingProcesses":[]}' >project.json
"$EDCA" convert --lang en --to oc4ids project.json; echo "code $?"
"$EDCA" convert --lang es --to oc4ids project.json; echo "code $?"
# What OCIDs begin with, and the day of the run.
printf 'numero,titulo\n1,Uno\n' >table.csv
printf 'from = "csv"\ncolumns = [\n  ["numero", "tender/id", "procedure"],\n  ["titulo", "tender/title", "text"],\n]\n' >map.toml
for prefix in ABC ocds- ocds-ABC123 'ocds-abc 1'; do
  "$EDCA" convert --lang en --from csv --map map.toml --prefix "$prefix" table.csv; echo "code $?"
done
"$EDCA" convert --lang es --from csv --map map.toml --prefix abc123 table.csv; echo "code $?"
"$EDCA" convert --lang en --from csv --map map.toml --prefix ocds-abc123 --now 2024-02-29 table.csv; echo "code $?"
"$EDCA" convert --lang en --from csv --map map.toml --prefix ocds-abc123 --now never table.csv; echo "code $?"
