set -u
"$EDCA" validate --lang en --only link projects.json releases.jsonl; echo "code $?"
"$EDCA" validate --lang es --only link releases.jsonl projects.json; echo "code $?"
"$EDCA" validate --lang en --only link --format jsonl projects.json releases.jsonl | grep -o '"rule": *"[^"]*"\|"line": *[0-9]*\|"pointer": *"[^"]*"'
# By the id of a release that is an OCID; of an older publication nothing is said of what is not known.
"$EDCA" validate --lang en --only link old.json records.json; echo "code $?"
# Silent where there is only one of both, where the rules are left out, and of data of others.
"$EDCA" validate --lang en --only link projects.json | head -n 1
"$EDCA" validate --lang en --only link releases.jsonl | head -n 1
"$EDCA" validate --lang en --skip link --format json projects.json releases.jsonl | grep -c '"link'
sed 's/ocds-mx0001/ocds-abc123/' releases.jsonl > others.jsonl
"$EDCA" validate --lang en --only link projects.json others.jsonl | head -n 1
# A baseline knows them like all others; mended, they are gone.
"$EDCA" validate --lang en --only link --format json projects.json releases.jsonl > before.json
"$EDCA" validate --lang en --only link --baseline before.json projects.json releases.jsonl | head -n 1
"$EDCA" convert -q --lang en --to oc4ids --now 2025-03-01 --into projects.json releases.jsonl -o mended.jsonl
"$EDCA" validate --lang en --only link mended.jsonl releases.jsonl | head -n 3
# They count where the project belongs, and have a suite of their own behind those of the files.
"$EDCA" validate --lang en --only link --format junit --fail-on warning projects.json releases.jsonl > junit.xml; echo "code $?"
grep -v '^      ' junit.xml | grep -v '<testcase name="[^"]*" classname="[^"]*"/>'
"$EDCA" validate --lang es --only link --format junit projects.json releases.jsonl | grep -o '<testsuite [^>]*>'
for by in folder publisher prefix buyer; do
  "$EDCA" validate --lang en --only link --format json --group-by $by projects.json releases.jsonl | sed -n '/"bodies"/,$p' | grep -o '"body": *"[^"]*"\|"warnings": *[0-9]*' | tr '\n' ' '; echo
done
# Of tables, the cell is named.
"$EDCA" flatten -q --lang en projects.json -o tables/ && "$EDCA" validate --lang en --only link tables releases.jsonl | grep 'csv'
# Neither the zone of a date, nor the spelling of a number or an id, nor a value from before a modification is a difference.
"$EDCA" validate --lang en --only link alike.json releases.jsonl | head -n 1
# Of a project of somebody else with the same prefix nothing is known.
sed 's/ocds-mx0001-OP-014-2024/ocds-mx0001-OP-999-2024/; s/MVH8301014K5/XYZ8301014K5/g; s/Valle Hermoso del Río/Otro Valle/g' projects.json > elsewhere.json
"$EDCA" validate --lang en --only link elsewhere.json releases.jsonl | head -n 1
# Standard input is read once only: that nothing was compared is said.
cat projects.json releases.jsonl | "$EDCA" validate --lang es --only link - 2>&1 | head -n 2
