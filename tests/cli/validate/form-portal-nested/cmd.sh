# What portals answer: System 6, CKAN's DataStore, and packages in an object or a list of the INAI platform.
for file in system6 ckan record-list package-object data-object; do
  echo "== $file"
  "$EDCA" validate --lang en --color never --profile ocds-1.1 --now 2024-06-01 "$file.json" | grep -v '^$'
done
