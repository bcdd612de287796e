set -u
# An id changes with all that refers to it, or not at all where it would become another one's; an OCID never does.
"$EDCA" upgrade --lang en -v --repair a.json b.json -o out/; echo "exit $?"
cat out/a.json
cmp b.json out/b.json && echo "as it was"
# Alone, nobody else is C.
"$EDCA" upgrade --lang es -q --repair a.json | grep '"C'
# Through a pipe the same comes out, and nothing comes of a second run.
cat a.json b.json | TMPDIR=. "$EDCA" upgrade --lang en -q --temp . --repair > both.json
cat out/a.json out/b.json | cmp - both.json && echo "the same"
"$EDCA" upgrade --lang en --repair both.json | cmp - both.json && echo "as it was"
ls
