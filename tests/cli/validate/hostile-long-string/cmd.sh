brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
say() {
  for language in en es; do edca validate --lang $language "$@"; echo "exit $?"; done
}
brief validate title.json top.json
say code.json
say open.json
