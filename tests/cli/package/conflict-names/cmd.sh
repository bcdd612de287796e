set -u
# Of a contradiction those who say one thing and the other are named, and the way out.
echo '{"ocid":"ocds-mx0009-1","id":"1","tag":["tender"],"buyer":{"name":"B","identifier":{"id":"1"}}}' > old.json
echo '{"ocid":"ocds-mx0009-2","id":"2","tag":["tender"],"parties":[],"buyer":{"name":"B","id":"1"}}' > new.json
cat old.json new.json > both.jsonl
echo '{"version":"1.1","publisher":{"name":"P"},"releases":[]}' > p.json
for file in old new; do sed "s/.*/{\"license\":\"https:\/\/l.example\/$file\",\"releases\":[&]}/" $file.json > of-$file.json; done
sed -i 's/{/{"version":"1.1",/' of-new.json
mkdir folder
cp of-*.json folder
(cd folder && python3 -c 'import zipfile
with zipfile.ZipFile("../packages.zip", "w") as packages:
    for name in ("of-new.json", "of-old.json"): packages.write(name, "2025/" + name)')
echo '{"version":"1.1","publisher":{"name":"P"},"releases":[{"ocid":"ocds-mx0009-3","parties":[]}]}' > p-1.json
sed 's/"P"/&,"uid":"1"/' p-1.json > p-2.json
sed 's/"P"/&,"uid":"2"/' p-1.json > p-3.json
try() { "$EDCA" package --lang "$LANGUAGE" "$@" 2>&1 >/dev/null; echo "exit $?"; }
for LANGUAGE in en es; do
  try old.json new.json
  try new.json old.json
  try both.jsonl
  try p.json of-new.json old.json
  try new.json of-old.json
  try folder
  try packages.zip
  # The first publisher says nothing of its number.
  try p-1.json p-2.json p-3.json
done
# The way out leads out.
"$EDCA" upgrade --lang en -q old.json -o upgraded.json
"$EDCA" package --lang en -q --published-date 2025-01-01T00:00:00Z upgraded.json new.json
