brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate {zeros,before,behind,between,inside,escaped}.json behind.jsonl
for l in en es; do edca validate --lang $l inside.json | head -3; done
