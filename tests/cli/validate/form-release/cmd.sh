python3 "$TOOLS/brief.py" validate release.json
