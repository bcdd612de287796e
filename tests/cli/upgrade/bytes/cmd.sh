set -u
# What needs no change leaves byte for byte, whatever its form.
same() { "$EDCA" upgrade --lang en -q "$1" | cmp - "$1" && "$EDCA" upgrade --lang en -q - < "$1" | cmp - "$1" && echo "same: $1"; }
release='{"ocid" :"ocds-mx0010-5", "id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"], "parties":[ ] }'
package='{"uri":"https://example.mx","version":"1.1","releases":['
printf '\xef\xbb\xbf \r\n%s\r\n' "$release" > mark.json
printf '%s\r\n\n  %s\t\n%s' "$release" "$release" "$release" > lines.jsonl
printf '%s %s\n\n' "$release" "$release" > concatenated.json
printf ' [ %s ,%s]\n' "$release" "$release" > array.json
printf '%s%s\n,\n%s ] , "x":1.0 } ' "$package" "$release" "$release" > package.json
printf '{ "arrayReleasePackage" : [ %s%s]} ] }' "$package" "$release" > portal.json
for file in mark.json lines.jsonl concatenated.json array.json package.json portal.json; do same "$file"; done
# The same when it does not fit into memory at once.
many() { for i in $(seq 600); do printf '%s%s' "$1" "$release"; done | tail -c +"$((${#1} + 1))"; }
padding=$(head -c 2000 /dev/zero | tr '\0' x)
release="{\"ocid\":\"ocds-mx0010-5\", \"parties\":[],\"x\":\"$padding\"}"
{ printf '\n%s\n  ' "$package"; many ' ,
 '; printf '\n]  , "license":"https://example.mx/l" }\n'; } > large.json
{ printf '[ '; many ', '; printf ']\n'; } > large-array.json
{ printf '{"data": [ '; many ', '; printf '], "total": 1 }\n'; } > large-portal.json
for file in large.json large-array.json large-portal.json; do same "$file"; done
# A large package of OCDS 1.0, with its version behind the list.
release='{"ocid":"ocds-mx0010-5","id":"1","buyer":{"name":"A"},"x":"'$padding'"}'
{ printf '{"uri":"https://example.mx","releases":['; many ','; printf '] , "version" : "1.0"}\n'; } > old.json
"$EDCA" upgrade --lang en -q old.json > new.json; "$EDCA" upgrade --lang en -q - < old.json | cmp - new.json
head -c 230 new.json; echo; tail -c 25 new.json
python3 -c 'import json; print(len(json.load(open("new.json"))["releases"]))'
