# RFC 8259: names and texts stand between straight quotes, and there are no comments. Both releases are read.
try() {
  printf '{"releases":[\n{"ocid":"ocds-aaaaaa-1","tender":{"id":"1",%s}},\n{"ocid":"ocds-aaaaaa-2"}]}\n' "$2" > "$1.json"
  for lang in en es; do
    "$EDCA" validate --lang $lang --only input "$1.json" | grep -A2 'input.syntax\]\|^  Items\|^  Elementos'
  done
}
try no-opening-quote 'title": "x"'
try no-closing-quote '"title: "x"'
try curly-quotes '“title”: “x”'
try comment '/* x */ "title": "x"'
try equals '"title" = "x"'
