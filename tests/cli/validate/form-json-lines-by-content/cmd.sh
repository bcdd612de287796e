python3 "$TOOLS/brief.py" validate releases.json
