python3 "$TOOLS/brief.py" validate versioned.json
