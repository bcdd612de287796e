set -u
for file in unread toml mark none key kind blank signs two nothing pattern unknown expression operator date fraction field amount; do
  "$EDCA" select --lang en --where $file.toml - < /dev/null; echo "code $?"
done 2>&1
"$EDCA" select --lang es --where key.toml - < /dev/null; echo "code $?"
# Nested and long without end.
{ echo 'select = "edca-select/1"'; printf 'a%.0s.' {1..20000}; echo 'a = 1'; } > deep.toml
{ echo 'select = "edca-select/1"'; printf 'where = "'; printf '(%.0s' {1..20000}; echo 'a"'; echo '[rule.a]'; echo 'words = ["x"]'; } > brackets.toml
{ printf 'select = '; printf '[%.0s' {1..20000}; } > lists.toml
for file in deep brackets lists; do
  "$EDCA" select --lang en --where $file.toml - < /dev/null 2>&1 | cut -c1-200
done
"$EDCA" select --lang en --where /dev/zero - < /dev/null; echo "code $?"
