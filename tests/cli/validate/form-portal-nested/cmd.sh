# What portals answer: System 6, CKAN's DataStore, and packages in an object or a list of the INAI platform.
for file in system6 ckan record-list package-object data-object; do
  echo "== $file"
  "$EDCA" validate --lang en --format jsonl --profile ocds-1.1 --now 2024-06-01 "$file.json" | head -n -1 |
    cut -d '"' -f 4,10,14-20
  "$EDCA" validate --lang en --profile ocds-1.1 --now 2024-06-01 "$file.json" | tail -n 8
done
