set -u
# What flatten wrote is an input of every command, as a workbook too; findings lead to its cells.
sed 's/"quantity": *[0-9]*/"quantity": -5/; s/2025-01-01T00:00:00Z/2025-13-01T00:00:00Z/' releases.json > wrong.json
for target in tables.xlsx; do
  "$EDCA" flatten --lang en -q --fail-on never -o "$target" wrong.json
  "$EDCA" unflatten --lang en -q "$target" > back.json; echo "$target: unflatten $?"
  "$EDCA" diff --lang en -q wrong.json back.json > /dev/null && echo "$target: equal"
  "$EDCA" diff --lang en -q wrong.json "$target" > /dev/null && echo "$target: read as it was"
  "$EDCA" validate --lang en --format jsonl --now 2026-11-30 --only schema "$target" 2>&1 | grep '"kind": *"finding"\|"rule": *"schema' |
    grep -o '"rule": "[^"]*"\|"file": "[^"]*"\|"sheet": "[^"]*"\|"cell": "[^"]*"\|"row": [0-9]*\|"heading": "[^"]*"\|"pointer": "[^"]*"'
done
