brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
say() {
  for language in en es; do edca validate --lang $language "$@"; echo "exit $?"; done
}
say arrays.json
for file in arrays objects open open-objects release package open-package beside list at-limit past-limit; do brief validate $file.json; done
brief validate lines.jsonl
brief validate - < package.json
