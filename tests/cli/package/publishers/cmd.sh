set -u
# Publishers whose names come to the same in a file name have packages of their own.
number=0
package() { number=$((number + 1)); printf '{"version":"1.1","publisher":{"name":"%s"},"releases":[{"ocid":"ocds-mx0009-%d","parties":[]}]}\n' "$1" $number > $number.json; }
package "Dirección de Obras Públicas y Servicios Municipales del Valle del Norte"
package "Dirección de Obras Públicas y Servicios Municipales del Valle del Sur"
package "Obras"
package "obras"
package "Obras 2"
package "No publisher"
echo '{"ocid":"ocds-mx0009-7","id":"1","tag":["tender"],"parties":[]}' > 7.json
pack() { "$EDCA" package --lang en -v --published-date 2025-01-01T00:00:00Z --by publisher "$@" ?.json 2>&1 | grep -v 'Nothing tells' | grep -v '^warning'; }
mkdir out
pack --uri 'u:{publisher}' -o 'out/{publisher}.json'
grep -o '"uri":"[^"]*"\|"name":"[^"]*"\|ocds-mx0009-.' out/*.json
rm out/*
pack -o 'out/{publisher}-{n}.json' > /dev/null
ls out | wc -l
# What a name lacks is told.
try() { "$EDCA" package --lang "$LANGUAGE" -q --by publisher "$@" ?.json 2>&1 | head -1; }
for LANGUAGE in en es; do
  try
  try -o 'out/package-{n}.json'
  try -o 'out/{publisher}.json' --size 1 --uri 'u:{n}' --overwrite
done
