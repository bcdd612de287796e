brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in zeros before behind between inside escaped; do brief validate $file.json; done
brief validate behind.jsonl
for l in en es; do edca validate --lang $l inside.json | head -3; done
