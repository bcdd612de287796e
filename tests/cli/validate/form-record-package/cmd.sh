python3 "$TOOLS/brief.py" validate records.json
