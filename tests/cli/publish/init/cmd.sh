"$EDCA" publish init --lang en; echo "code $?"
"$EDCA" publish init --lang en; echo "code $?"
"$EDCA" publish init -q --lang es -o es.toml
cat edca.toml es.toml
