brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate cut.json
brief validate - < cut.json
brief validate cut.json good.json
