# A list below an object and one below the elements of a list, with one path: each keeps its own columns.
for target in tables/ tables.xlsx tables.sqlite; do
  "$EDCA" flatten --lang en -q -o $target releases.json
  "$EDCA" unflatten --lang en --lines $target; echo "$target: exit $?"
done
