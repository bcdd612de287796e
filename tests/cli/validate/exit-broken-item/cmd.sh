brief() { python3 "$TOOLS/brief.py" "$@"; }
# The only item cannot be parsed: nothing was read.
brief validate one.json
brief validate two.json
