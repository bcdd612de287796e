set -u
# Supplier 2 is another company in each process; by an RFC, and by a longer id, one has all.
for each in diez una largo; do
  "$EDCA" select --lang en --where todo.toml $each.jsonl --totals $each.csv > $each.out
  grep -E '^(bodies|suppliers)' $each.csv
done
