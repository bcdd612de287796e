python3 "$TOOLS/brief.py" validate array.json
