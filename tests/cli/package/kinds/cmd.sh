set -u
# What does not belong is named and left out; the first input or --as decides.
"$EDCA" package --lang en mixed.jsonl; echo "exit $?"
"$EDCA" package --lang es --as record-package -q mixed.jsonl; echo "exit $?"
"$EDCA" package --lang en --as project-package -q mixed.jsonl 2> /dev/null; echo "exit $?"
# An empty package is packed again, and nothing at all is a package without items.
echo '{"uri":"https://datos.example/v.json","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"P"},"records":[],"x":[1.0]}' | "$EDCA" package --lang en --by year
"$EDCA" package --lang en --as record-package empty.jsonl; echo "exit $?"
"$EDCA" package --lang en empty.json; echo "exit $?"
