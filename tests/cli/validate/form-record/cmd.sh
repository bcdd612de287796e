python3 "$TOOLS/brief.py" validate record.json
