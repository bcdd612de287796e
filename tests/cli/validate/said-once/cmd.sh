# What an extension puts back into use, compiled releases that were made anew, and a record without releases.
base=https://raw.githubusercontent.com/open-contracting-extensions/ocds_milestone_documents_extension/master/extension.json
release() { printf '{"ocid":"ocds-mx0009-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["%s"],"initiationType":"tender"%s}' "$@"; }
package() { printf '{"uri":"https://example.mx/p","publishedDate":"2025-01-02T00:00:00Z","version":"1.1","publisher":{"name":"M"}%s}' "$1"; }
milestone=',"tender":{"id":"t","milestones":[{"id":"1","documents":[{"id":"d"}]}]}'
rules() { "$EDCA" validate --lang es --profile ocds-1.1 --format jsonl "$@" | grep -o '"rule": "[^"]*"\|«releases»[^"]*vacío[^"]*'; echo "exit ${PIPESTATUS[0]}"; }
package ",\"extensions\":[\"$base\"],\"releases\":[$(release tender "$milestone")]" > extension.json; rules extension.json --only field
package ",\"releases\":[$(release tender "$milestone")]" > without.json; rules without.json --only field
release compiled > one.json; release compiled ',"language":"es"' > two.json; rules one.json two.json --only history
release tender > one.json; release tender ',"language":"es"' > two.json; rules one.json two.json --only history
package ',"records":[{"ocid":"ocds-mx0009-1","releases":[]}]' > record.json; rules record.json --only schema,record,text
