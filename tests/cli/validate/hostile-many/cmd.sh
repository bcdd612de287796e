brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for file in keys.json items.json tiny.json numbers.json array.json extensions.json parties.json lines.jsonl commas.json brackets.json quotes.json colons.json; do
  edca validate --lang en --format json $file > report 2> err; echo "$file: exit $? $(grep -o '"by_rule": {[^}]*}' report) $(cat err)"
done
edca validate --lang en key.json | cut -c 1-120 | head -4
