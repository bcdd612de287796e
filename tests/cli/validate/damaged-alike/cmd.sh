# RFC 8259: one sign too many or missing costs the item it is in. Whatever stands behind it is read, by each command.
set -u
H='"uri":"https://e.example/p","publishedDate":"2024-01-02T00:00:00Z","version":"1.1","publisher":{"name":"M"}'
release() { printf '{"ocid":"ocds-aaaaaa-%s","id":"1","date":"2024-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"t"}}' "$1"; }
ocids() { grep -o 'ocds-aaaaaa-[0-9]' | sort -u | tr -dc '0-9\n' | tr '\n' ' '; }
try() {
  rm -f out.json
  "$EDCA" validate --lang en --only input --format jsonl "$1" > lines; code=$?
  echo "$1: validate $code, items $("$EDCA" info --format json "$1" 2>/dev/null | grep -o '"items": [0-9]*' | tr -dc 0-9)"
  grep -o '"rule": "[^"]*"\|"message": "[^"]*\(\\"[^"]*\)*"\|"line": [0-9]*, "column": [0-9]*' lines | sed 's/^/  /'
  "$EDCA" merge -q "$1" 2>/dev/null > out; echo "  merge $? $(ocids < out)"
  "$EDCA" package -q "$1" -o out.json --overwrite 2>/dev/null; echo "  package $? $(ocids < out.json)"; rm -f out.json
  "$EDCA" upgrade -q "$1" -o out.json 2>/dev/null; echo "  upgrade $? $(ls out.json 2>/dev/null)"
  "$EDCA" diff -q "$1" "$1" > /dev/null 2>&1; echo "  diff $?"
}
package() { printf '{%s,"releases":[%s]}' "$H" "$1"; }
one=$(release 1); two=$(release 2); three=$(release 3); bom=$(printf '\357\273\277'); nbsp=$(printf '\302\240')
with() { printf '%s' "$one" | sed "s|\"id\":\"t\"|$1|"; }
nl='
'
package "$two,$nl$(with '"title":"Puente "El Sol""'),$nl$three" > stray-quotes.json; try stray-quotes.json
package "$(with '"id":"t'),$nl$two" > no-quote.json; try no-quote.json
package "$two,$(with '"id":"t'),$three" > no-quote-one-line.json; try no-quote-one-line.json
package "$two,$(with '"id":"t')" > no-quote-last.json; try no-quote-last.json
package "$two,$three" | sed 's/"M"/"M/' > no-quote-above.json; try no-quote-above.json
printf '%s\n%s\n%s\n' "$two" "$(with '"id":"t')" "$three" > lines.jsonl; try lines.jsonl
printf '%s\n%s\n' "$(with '"id":"t')" "$three" > first-line.json; try first-line.json
printf '%s' "$(with '"id":"t')" > bare.json; try bare.json
printf '{%s,"records":[{"ocid":"ocds-aaaaaa-1","releases":[%s,%s]},{"ocid":"ocds-aaaaaa-2","releases":[%s]}]}' \
  "$H" "$(with '"title":"8" x"')" "$one" "$two" > record.json; try record.json
package "$two,$nl$bom$three" > mark.json; try mark.json
printf '%s%s' "$bom$bom" "$(package "$two,$three")" > two-marks.json; try two-marks.json
package "// hola$nl$two,$three" > comment.json; try comment.json
package "/* \"hola */$two,$three" > comment-quote.json; try comment-quote.json
printf '%s\n// fin\n' "$(package "$two,$three")" > comment-behind.json; try comment-behind.json
package "$(with "$nbsp\"id\":\"t\""),$two" > space.json; try space.json
package "$(with '"id":"t";"title":"x"'),$two" > semicolon.json; try semicolon.json
package "$two;$nl$three" > semicolon-between.json; try semicolon-between.json
