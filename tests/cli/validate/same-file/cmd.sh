# One file under several names is read once, under the first of them.
mkdir -p d e
printf '{"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "initiationType": "tender"}' > d/a.json
ln -s a.json d/b.json
ln d/a.json e/hard.json
python3 -c 'import zipfile; zipfile.ZipFile("d/z.zip", "w").write("d/a.json", "a.json")'
ln -s ../d/z.zip e/y.zip
run() { "$EDCA" "$@" 2>&1 | sed "s#$PWD#PWD#"; echo "code ${PIPESTATUS[0]}"; }
echo "== validate"
run validate -v --lang en --only history d ./d/a.json "$PWD/d/a.json" e e | grep -v '^edca\|seconds'
echo "== Spanish"
run validate -v --lang es --only history d/a.json d/a.json | grep mismo
echo "== package and merge"
run package -v --lang en --uri https://datos.example/p --published-date 2025-01-31T00:00:00-06:00 --publisher-name M \
  d/a.json d/b.json e/hard.json
run merge -v --lang en d/a.json d/b.json
echo "== each side of a comparison for itself"
run diff --lang en d/a.json d/b.json
echo "== a pipe is no file"
"$EDCA" validate --lang en --only history <(cat d/a.json) <(cat d/a.json) | grep -c history.release-repeated
