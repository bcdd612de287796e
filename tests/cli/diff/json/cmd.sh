set -u
"$EDCA" diff --lang en --format json antes.json ahora.json > result.json && python3 -m json.tool result.json > /dev/null && cat result.json
"$EDCA" diff --lang es --format json antes.json antes.json
# Numbers and texts are those of the inputs.
echo '{"ocid":"ocds-mx0009-1","id":"1","a":1E400,"b":0.10000000000000001,"c":-0,"d":"\u0041\ud83d\ude00/\ud800","e":1234567890123456789012345678901234567890}' > a.jsonl
echo '{"ocid":"ocds-mx0009-1","id":"1","a":2E400,"b":0.1,"c":-1,"d":"A","e":1234567890123456789012345678901234567891}' > b.jsonl
"$EDCA" diff --lang en --format json a.jsonl b.jsonl 2> /dev/null
