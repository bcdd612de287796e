brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate latin1.json
brief validate latin1.json good.json
brief validate half.json
