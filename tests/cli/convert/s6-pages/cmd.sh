set -u
# 401 processes, of one of which there are two releases.
for number in $(seq 1001 1401); do
  echo "{\"ocid\":\"ocds-abc123-$number\",\"id\":\"1\",\"date\":\"2024-01-01T00:00:00-06:00\",\"tag\":[\"tender\"],\"language\":\"es\",\"initiationType\":\"tender\",\"tender\":{\"id\":\"$number\",\"value\":{\"amount\":1500000.10}}}"
done >all.jsonl
echo '{"ocid":"ocds-abc123-1001","id":"2","date":"2024-02-01T00:00:00-06:00","tag":["tenderUpdate"],"language":"es","initiationType":"tender","tender":{"id":"1001","title":"Café"}}' >>all.jsonl
"$EDCA" convert --lang en -v --to s6 all.jsonl -o pages; echo "code $?"
ls pages
for page in 1 2 3; do head -1 pages/$page.json; wc -l <pages/$page.json; done
sed -n 2p pages/1.json
# Read back, it is what merging gives.
"$EDCA" convert -q --lang en --from s6 pages >back.jsonl; echo "code $?"
"$EDCA" merge -q --lang en all.jsonl -o merged.jsonl
cmp back.jsonl merged.jsonl && echo same
# Pages of compiled releases are the same; memory changes nothing.
"$EDCA" convert -q --lang en --to s6 --memory 1M merged.jsonl -o again/ && diff -r pages again && echo same
# Nothing is replaced without being asked for; pages that are no more go away.
head -1 all.jsonl >one.jsonl
"$EDCA" convert --lang es --to s6 one.jsonl -o pages; echo "code $?"
"$EDCA" convert -q --lang es --to s6 one.jsonl -o pages --overwrite; echo "code $?"
ls pages; cat pages/1.json
# One in a line, for mongoimport.
"$EDCA" convert -q --lang en --to s6 one.jsonl -o records.ndjson; cat records.ndjson
"$EDCA" convert --lang en --to s6 one.jsonl; echo "code $?"
echo '{"a":1}' >none.json
"$EDCA" convert --lang en --to s6 none.json -o none; echo "code $?"
ls none
