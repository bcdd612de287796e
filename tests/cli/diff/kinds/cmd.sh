set -u
"$EDCA" diff --lang en old new; echo "exit $?"
"$EDCA" diff --lang es --format json old/releases.json old/records.json; echo "exit $?"
