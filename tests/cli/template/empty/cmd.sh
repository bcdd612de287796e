set -u
# What the workbook holds: sheets, paths in the hidden row, titles, what is required, examples, lists (with ? where others pass).
"$EDCA" template edca-mx --lang es -v --detail basic --prefix ocds-a1b2c3 -o basic.xlsx; echo "exit $?"
python3 list.py basic.xlsx
"$EDCA" template edca-mx --lang es -q --detail basic --prefix ocds-a1b2c3 -o again.xlsx && cmp basic.xlsx again.xlsx && echo equal
"$EDCA" template edca-mx --lang en -v --tables contracts/guarantees,releases/parties -o tables.xlsx; echo "exit $?"
python3 list.py tables.xlsx
"$EDCA" template edca-mx --lang es -v -o common.xlsx; echo "exit $?"
"$EDCA" template edca-mx --lang es -v --detail full -o full.xlsx; echo "exit $?"
"$EDCA" template oc4ids-0.9 --lang en -v -o projects.xlsx; echo "exit $?"
python3 list.py --sheets common.xlsx projects.xlsx
"$EDCA" validate --lang es basic.xlsx; echo "exit $?"
