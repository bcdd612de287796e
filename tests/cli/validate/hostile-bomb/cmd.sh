brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
say() {
  for language in en es; do edca validate --lang $language "$@"; echo "exit $?"; done
}
say spaces.json.gz
brief validate string.json.gz lines.jsonl.gz package.json.gz
brief validate - < spaces.json.gz
brief validate spaces.json.gz good.json
