new='{"id":"oc4ids-zz9zzz-1","title":"Puente","status":"maintenance","environment":{"environmentalMeasures":[]}}'
old='{"id":"oc4ids-zz9zzz-2","title":"Escuela","status":"completed","budget":{"budgetBreakdown":[{"id":"1"}]}}'
odd='{"id":"oc4ids-zz9zzz-3","title":"Pozo","status":"completed","folio":7}'
package() { printf '{"uri":"https://example.mx/p","publishedDate":"2024-01-01T00:00:00Z","publisher":{"name":"P"},"version":"0.9","projects":[%s]}\n' "$1"; }
printf '%s\n' "$new" > new.json
printf '%s\n' "$old" > old.json
printf '%s\n' "$odd" > odd.json
printf '{"id":"oc4ids-zz9zzz-4","parties":[]}\n' > parties.json
package "$old,$odd" > old-package.json
package "$new,$old" > mixed-package.json
printf '[%s,%s]\n' "$new" "$old" > array.json
{ printf '%s\n' "$old"; for _ in $(seq 3000); do printf '%s\n' "$new"; done; } | sed 's/$/,/' | sed '$ s/,$//' > items
package "$(cat items)" > large-package.json
for file in new old odd old-package mixed-package array large-package; do
  "$EDCA" validate --lang en --only schema,field --format json $file.json > report.json
  echo "exit $?"
  python3 - <<'P'
import json
report = json.load(open("report.json"))
file = report["files"][0]
print(*(file.get(key) for key in ("file", "kind", "items", "profile", "version", "reason")), report["summary"]["by_rule"])
P
done
"$EDCA" validate --lang en --profile oc4ids-0.9.5 --format json parties.json | grep -o '"kind": "[a-z]*"'
