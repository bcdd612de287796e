set -u
"$EDCA" upgrade --lang en -v --repair release.json -o new.json; echo "exit $?"
cat new.json
# Nothing is left to be done, and without --repair nothing is done.
"$EDCA" upgrade --lang en --repair new.json | cmp - new.json && echo "as it was"
"$EDCA" upgrade --lang en release.json | cmp - release.json && echo "as it was"
