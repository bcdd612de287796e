brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in records milestones parts; do brief validate $file.json; done
