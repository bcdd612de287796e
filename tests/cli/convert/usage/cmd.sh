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
