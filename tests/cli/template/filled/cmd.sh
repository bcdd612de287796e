set -u
# What an officer types: labels of codes, dates with the day in front, amounts with $ and commas.
"$EDCA" template edca-mx --lang es -q -o empty.xlsx; echo "exit $?"
python3 fill.py empty.xlsx rows.json filled.xlsx
"$EDCA" validate --lang es --now 2025-06-30 filled.xlsx; echo "exit $?"
"$EDCA" unflatten -q filled.xlsx
# Mistakes are told at their cells.
python3 fill.py empty.xlsx mistakes.json mistakes.xlsx
for LANGUAGE in es en; do "$EDCA" validate --lang $LANGUAGE --now 2025-06-30 mistakes.xlsx; echo "exit $?"; done
# What was read fills the workbook again, and comes back the same.
"$EDCA" unflatten -q filled.xlsx -o first.json
"$EDCA" template edca-mx --lang en -v --from first.json -o again.xlsx; echo "exit $?"
"$EDCA" unflatten -q again.xlsx -o second.json
python3 -c 'import json; print(json.load(open("first.json")) == json.load(open("second.json")))'
# A workbook fills another one as well.
"$EDCA" template edca-mx --lang es -q --detail basic --from filled.xlsx -o shorter.xlsx; echo "exit $?"
