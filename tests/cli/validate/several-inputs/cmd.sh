mkdir d
mv b.jsonl d
python3 "$TOOLS/brief.py" validate a.json d archive.zip - a.json.gz none.json < c.json
