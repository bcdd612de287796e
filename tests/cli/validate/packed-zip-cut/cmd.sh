python3 "$TOOLS/brief.py" validate archive.zip
