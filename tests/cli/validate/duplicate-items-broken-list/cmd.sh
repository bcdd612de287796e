# Two equal releases in a list that is no JSON: a comma too many, a release that was damaged. A file
# small enough to be kept in memory, the same in an array, and the same as a stream.
release='{"ocid": "ocds-213czf-1", "id": "1", "date": "2025-01-01T00:00:00Z", "tag": ["tender"], "initiationType": "tender"}'
package() {
  printf '{"uri": "https://a.example/", "version": "1.1", "publishedDate": "2025-01-01T00:00:00Z",'
  printf ' "publisher": {"name": "x"}, "releases": [%s]}' "$1"
}
package "$release,$release," > comma.json
package "$release,{\"ocid\": tru},$release" > damaged.json
for file in comma damaged; do
  { printf '{"arrayReleasePackage": ['; cat $file.json; printf ']}'; } > $file-array.json
  for name in $file $file-array; do
    echo "$name"
    python3 "$TOOLS/brief.py" validate --only schema $name.json
    python3 "$TOOLS/brief.py" validate --only schema - < $name.json
  done
done
