python3 "$TOOLS/brief.py" validate mixed.jsonl
