brief() { python3 "$TOOLS/brief.py" "$@"; }
# The offset counts bytes of the file, the column characters.
for encoding in utf-8 latin1 windows-1252; do
  echo "--encoding $encoding"
  brief validate --encoding $encoding latin1.json
  brief validate --encoding $encoding latin1.jsonl
  brief validate --encoding $encoding euro.json
done
