set -u
# Amounts without a currency are not added to those with one: the sum is left out and told.
"$EDCA" convert --lang en -v --to oc4ids --now 2024-06-01 bud.json; echo "code $?"
"$EDCA" convert --lang es -v --to oc4ids --now 2024-06-01 --into hand.jsonl bud.json; echo "code $?"
# Those without any are added up.
"$EDCA" convert --lang en --to oc4ids --now 2024-06-01 bare.json; echo "code $?"
# On a map too.
"$EDCA" convert --lang en --to geojson place.jsonl; echo "code $?"
# The way of OC4IDS Kit is as it was.
"$EDCA" convert -q --lang en --to oc4ids --now 2024-06-01 --compatible oc4idskit bud.json | grep -o '"budget":{[^}]*}}\|"finalValue":{[^}]*}\|"contractValue":{[^}]*}'
