"$EDCA" upgrade --lang en --help; "$EDCA" upgrade --lang es --help
"$EDCA" upgrade --lang en --repare x.json; echo "exit $?"
