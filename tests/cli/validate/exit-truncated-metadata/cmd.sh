brief() { python3 "$TOOLS/brief.py" "$@"; }
# Cut behind the list: its items are good, the rest is not there.
brief validate cut.json
