set -u
release='{"ocid":"ocds-mx0010-7","id":"1","tag":["tender"],"parties":[],"title":"Adquisici\xf3n de \xf1ames","date":"2020-01-01 00:00:00Z"}\n'
printf "$release" > a.json
"$EDCA" upgrade --lang en a.json -o new.json; echo "exit $?"
"$EDCA" upgrade --lang en --repair a.json --report report.json
python3 -c 'import json
for finding in json.load(open("report.json"))["findings"]: print(finding["rule"], finding["line"], finding["column"], finding["offset"])'
"$EDCA" upgrade --lang es --encoding latin1 a.json
# Where it may be another encoding, nothing is guessed.
printf '{"ocid":"ocds-mx0010-7","title":"\x93\xc3\xb3"}' > mixed.json
"$EDCA" upgrade --lang en --repair mixed.json a.json; echo "exit $?"
printf '\xef\xbb\xbf{"ocid":"ocds-mx0010-7","id":"1","parties":[]}\n' > mark.json
"$EDCA" upgrade --lang en --repair mark.json
