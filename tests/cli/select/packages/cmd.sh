set -u
# One release says it, all of the process come out.
"$EDCA" select --lang en --preset emergency p.json > lines.jsonl; wc -l < lines.jsonl
"$EDCA" select --lang en --preset emergency p.json --as release-package
"$EDCA" select --lang en --preset emergency p.json --as release-package -o out.json; cmp out.json <("$EDCA" select --lang en --preset emergency --as release-package < p.json) && echo same
"$EDCA" select --lang es --preset emergency p.json --as release-package -o out.json; echo "code $?"
"$EDCA" select --lang es --preset emergency p.json --as release-package -o p.json --overwrite; echo "code $?"
