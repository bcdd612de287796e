# What a baseline hides would count as mended.
echo '{"ocid":"ocds-mx0009-1","id":"1","tag":["tender"]}' > one.json
"$EDCA" validate --format json -o report.json one.json
"$EDCA" validate --lang es --compare report.json --baseline report.json one.json; echo "exit $?"
"$EDCA" validate --lang en --compare report.json --baseline report.json one.json; echo "exit $?"
