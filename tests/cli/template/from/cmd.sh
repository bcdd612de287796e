set -u
# Filled with data: what has no column is counted and named, what is of another kind too.
"$EDCA" template edca-mx --lang es -v --from releases.json --from projects.json -o filled.xlsx; echo "exit $?"
"$EDCA" unflatten -q filled.xlsx
"$EDCA" template edca-mx --lang en -v --detail full --from releases.json -o full.xlsx; echo "exit $?"
"$EDCA" unflatten -q full.xlsx
"$EDCA" template oc4ids-0.9 --lang es -v --from projects.json -o projects.xlsx; echo "exit $?"
"$EDCA" unflatten -q projects.xlsx
"$EDCA" template oc4ids-0.9 --lang es --from releases.json -o none.xlsx; echo "exit $?"
"$EDCA" template edca-mx --lang es --from releases.json -o ./releases.json --overwrite; echo "exit $?"
ls none.xlsx 2>&1
