python3 "$TOOLS/brief.py" validate packages.ndjson
