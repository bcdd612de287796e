# Another extension of the same name does not take the place of the first without being told to; several runs at the
# same time, some of them killed, leave one that is whole.
export EDCA_DATA=$PWD/data
make() { mkdir -p "$1"; echo "{\"name\": \"$1\"}" > "$1/extension.json"; echo '{}' > "$1/release-schema.json"; }
make one/park; make two/park
add() { "$EDCA" schema add "$@" 2>&1 | sed "s#$PWD#DIR#g" | head -1; echo "exit ${PIPESTATUS[0]}"; }
add --lang en one/park
add --lang en two/park
add --lang es two/park
cat data/extensions/park/extension.json
add --lang en --overwrite two/park
cat data/extensions/park/extension.json
mkdir data/extensions/.park.new; echo '{' > data/extensions/.park.new/record-package-schema.json
for number in 1 2 3 4 5 6; do "$EDCA" schema add --lang en two/park > /dev/null 2>&1 || echo "failed" & done
wait
ls -A data/extensions data/extensions/park
"$EDCA" schema show --extension park
