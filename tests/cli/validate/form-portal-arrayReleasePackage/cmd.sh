python3 "$TOOLS/brief.py" validate portal.json
