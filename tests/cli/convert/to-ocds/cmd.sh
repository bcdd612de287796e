set -u
"$EDCA" convert --lang en -v --to ocds projects.jsonl -o r.jsonl; echo "code $?"
cat r.jsonl
"$EDCA" validate --lang en --only schema --profile edca-mx r.jsonl | head -n 1
# The same whatever the memory; from a package too.
"$EDCA" package -q --lang en --as project-package --uri https://obras.example.mx/p.json --publisher-name VC --published-date 2025-01-01T00:00:00Z projects.jsonl -o p.json
"$EDCA" convert -q --lang es --from oc4ids --to ocds --memory 1M p.json | cmp - r.jsonl && echo same
# There and back: the project says again what it said.
"$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --base-url https://obras.example.mx r.jsonl -o back.jsonl; echo "code $?"
cat back.jsonl
"$EDCA" convert -q --lang en --to ocds back.jsonl -o again.jsonl; "$EDCA" convert -q --lang en --to oc4ids --now 2025-09-01 --base-url https://obras.example.mx again.jsonl | sed 's/again.jsonl/r.jsonl/g' | cmp - back.jsonl && echo "nothing more is lost"
"$EDCA" convert --lang es --to ocds odd.jsonl; echo "code $?"
"$EDCA" convert --lang en --to ocds r.jsonl -o x.jsonl; echo "code $?"
# What has no place is told; what the project says for all stands in the first process that has an OCID.
"$EDCA" convert --lang es -v --from oc4ids --to ocds lost.jsonl; echo "code $?"
# Modifications of one day are of one release; where dates are missing, one release says what came of all, and that the rest is lost.
"$EDCA" convert --lang en --to ocds together.json; echo "code $?"
"$EDCA" convert --lang en -v --to ocds undated.json; echo "code $?"
