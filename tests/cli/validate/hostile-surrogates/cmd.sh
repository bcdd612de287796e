brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in 0 1 2 3 4 5 key twins; do brief validate $file.json; done
brief validate - < twins.json
edca validate --lang en --format json 6.json | grep -o '"by_rule": {[^}]*}'
