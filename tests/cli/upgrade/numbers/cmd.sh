set -u
# Amounts and texts leave as they came, also beside what changes.
values='"n": [1500000.10, 1E400, -0, 1e-5, 1234567890123456789012345678901234567890, 0.12345678901234567], "s": "\u00e1\ud83d\ude00\/😀á\"\\"'
printf '{"ocid":"ocds-mx0010-4","id":"1","date":"2016-01-01T00:00:00Z","tag":["tender"],"buyer":{"name":"Á","x":{%s}},%s}\n' "$values" "$values" > a.json
"$EDCA" upgrade --lang en -q a.json | tee b.json
grep -oF "$values" b.json | wc -l
