set -u
"$EDCA" convert --lang es --to oc4ids --project-id oc4ids-vc0001-TODO --all-transforms --now 2025-09-01 r.json; echo "code $?"
"$EDCA" convert --lang es --to oc4ids --project-id 1 --transforms title,buyer_role r.json; echo "code $?"
"$EDCA" convert --lang en --to oc4ids --project-id 1 --transforms default,buyer_role r.json -o one.json; echo "code $?"
