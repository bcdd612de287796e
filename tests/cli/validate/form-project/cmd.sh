python3 "$TOOLS/brief.py" validate project.json
