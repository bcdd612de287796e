python3 "$TOOLS/brief.py" validate projects.json
