brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
say() {
  for language in en es; do edca validate --lang $language "$@"; echo "exit $?"; done
}
say utf-16.json
brief validate utf-*.json*
brief validate - < utf-16.json
brief validate --encoding latin1 utf-16-be.json
