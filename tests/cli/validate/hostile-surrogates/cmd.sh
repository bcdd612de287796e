brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate {0,1,2,3,4,5,key,twins}.json
brief validate - < twins.json
edca validate --lang en --format json 6.json | grep -o '"by_rule": {[^}]*}'
