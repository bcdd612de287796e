set -u
# Article 41, fractions II and V, however long the list of articles before it is.
"$EDCA" select --lang en --preset emergency si.jsonl --report hits.csv | grep -o '"ocid": *"[^"]*"'
cut -d, -f1-4 hits.csv
# Other fractions, and fractions of other articles.
"$EDCA" select --lang en --preset emergency no.jsonl
