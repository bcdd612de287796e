mkdir empty
for l in en es; do edca validate --lang $l empty; echo "exit $?"; done
python3 "$TOOLS/brief.py" validate empty good.json
