set -u
"$EDCA" select --lang en x.json; echo "code $?"
"$EDCA" select --lang es --preset emergency --where x.toml x.json; echo "code $?"
"$EDCA" select --lang en --preset flood x.json; echo "code $?"
