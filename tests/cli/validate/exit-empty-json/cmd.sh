brief() { python3 "$TOOLS/brief.py" "$@"; }
: > empty.json
brief validate empty.json
brief validate empty.json good.json
printf "\n \n" > blank.json
brief validate blank.json
for l in en es; do edca validate --lang $l empty.json; echo "exit $?"; done
