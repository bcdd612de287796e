brief() { python3 "$TOOLS/brief.py" "$@"; }
# Which profile each file gets, and why.
for f in *.json; do
  edca validate --lang en --format json $f | python3 -c 'import json, sys; f = json.load(sys.stdin)["files"][0]; print(f["file"], f.get("profile"), f.get("version"), f.get("reason"))'
done
