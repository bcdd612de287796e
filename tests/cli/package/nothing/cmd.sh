# Of empty lists no package is made, and none is replaced; of nothing else either.
echo '{"uri":"https://example.org/p","releases":[]}' > empty.json
echo '[]' > list.json
echo '{"a":1}' > other.json
echo kept > out.json
for lang in en es; do
  for input in empty.json list.json other.json; do
    "$EDCA" package --lang $lang -q --overwrite -o out.json $input
    echo "$?"
  done
  "$EDCA" publish --lang $lang -q --to dir:portal empty.json list.json
  echo "$?"
done
cat out.json
ls
