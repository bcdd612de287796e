python3 "$TOOLS/brief.py" validate texts.json
