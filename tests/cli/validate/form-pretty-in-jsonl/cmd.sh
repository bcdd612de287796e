python3 "$TOOLS/brief.py" validate release.jsonl
