# Members of a zip that are passed over because of their names are counted, and named with -v.
mkdir data
echo '{"ocid":"ocds-aaaaaa-1","id":"1","date":"2024-01-01T00:00:00Z","tag":["planning"],"initiationType":"tender","planning":{"rationale":"x"}}' > data/a.json
echo hello > data/readme.txt
echo 1 > data/table.csv
(cd data && python3 -m zipfile -c ../data.zip a.json readme.txt table.csv)
rm data/table.csv
"$EDCA" validate --lang en --only input data.zip data
"$EDCA" validate --lang es --only input -v data.zip data 2>&1 > out.txt | grep nombre
grep nombre out.txt
"$EDCA" validate --format json data.zip data | grep -o '"files_skipped": [0-9]*'
