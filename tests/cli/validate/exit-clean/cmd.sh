brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate good.json
