brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate cut.jsonl
brief validate first.jsonl
