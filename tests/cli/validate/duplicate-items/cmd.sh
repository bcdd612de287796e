brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate small.json
brief validate --only schema large.json
brief validate --only schema - < large.json
brief validate --only schema large.json.gz
