brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in escaped three nested last-counts version releases extensions releases-large; do brief validate $file.json; done
edca validate --lang en --format json many.json | grep -o '"by_rule": {[^}]*}'
