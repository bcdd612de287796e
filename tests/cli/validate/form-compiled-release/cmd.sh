python3 "$TOOLS/brief.py" validate compiled.json
