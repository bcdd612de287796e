brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
brief validate {records,milestones,parts}.json
