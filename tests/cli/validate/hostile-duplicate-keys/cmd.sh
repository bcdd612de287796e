brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate {escaped,three,nested,last-counts,version,releases,extensions,releases-large}.json
edca validate --lang en --format json many.json | grep -o '"by_rule": {[^}]*}'
