python3 "$TOOLS/brief.py" validate package.json.gz
