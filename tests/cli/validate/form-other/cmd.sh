python3 "$TOOLS/brief.py" validate inventory.json
