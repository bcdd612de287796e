brief() { python3 "$TOOLS/brief.py" "$@"; }
for l in en es; do edca validate --lang $l none.json; echo "exit $?"; done
brief validate none.json good.json
