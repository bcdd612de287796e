# Packages of one workbook that contradict each other are told by the cells of their first releases.
"$EDCA" flatten -q packages.jsonl -o tablas.xlsx
"$EDCA" package --lang es tablas.xlsx -o salida.json 2>&1; echo "exit $?"
ls
