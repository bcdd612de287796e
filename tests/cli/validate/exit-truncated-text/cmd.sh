brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate cut.json
brief validate one.json
brief validate one.json good.json
