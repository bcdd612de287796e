set -u
"$EDCA" convert --lang es --to oc4ids --project-id oc4ids-vc0001-TODO --all-transforms --now 2025-09-01 r.json; echo "code $?"
"$EDCA" convert --lang es --to oc4ids --project-id 1 --transforms title,buyer_role r.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids --project-id 1 --transforms default,buyer_role r.json -o one.json; echo "code $?"
# A compiled release stands for others, so there is no link to it.
for tag in compiled tender; do
  echo '{"ocid":"ocds-vclaro-1","id":"r-1","date":"2025-01-01T00:00:00Z","tag":["'$tag'"],"tender":{"id":"t","title":"Puente"}}' >$tag.jsonl
  "$EDCA" convert -q --lang en --to oc4ids --project-id 1 --now 2025-09-01 --base-url https://a.example.mx $tag.jsonl
done
