set -u
# Packages of OCDS 1.0 have no version; a release that spells an organization out is of 1.0.
OPTIONS="--lang en --uri https://datos.example/p.json --publisher-name P --published-date 2016-01-01T00:00:00Z"
OLD='{"ocid":"ocds-mx0009-1","id":"1","date":"2016-01-01T00:00:00Z","tag":["tender"],"buyer":{"name":"B","identifier":{"id":"1"}}}'
NEW='{"ocid":"ocds-mx0009-2","id":"1","date":"2016-01-01T00:00:00Z","tag":["tender"],"buyer":{"name":"B","id":"1"}}'
echo "$OLD" | "$EDCA" package $OPTIONS
echo "$NEW" | "$EDCA" package $OPTIONS
printf '%s\n' "$OLD" "$NEW" | "$EDCA" package $OPTIONS; echo "exit $?"
printf '{"uri":"u:1","releases":[%s]}\n{"uri":"u:2","version":"1.1","releases":[%s]}\n' "$OLD" "$NEW" | "$EDCA" package $OPTIONS; echo "exit $?"
printf '{"ocid":"ocds-mx0009-1","compiledRelease":%s}\n' "$OLD" | "$EDCA" package $OPTIONS
printf '{"ocid":"ocds-mx0009-1","releases":[%s]}\n' "$NEW" | "$EDCA" package $OPTIONS
echo '{"id":"oc4ids-mx0009-1","publicAuthority":{"id":"1"}}' | "$EDCA" package $OPTIONS
