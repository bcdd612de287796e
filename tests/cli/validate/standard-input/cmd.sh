brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate < package.json
brief validate - < package.json
cat package.json | brief validate
brief validate /dev/stdin < package.json
edca validate --lang en --format json <(cat package.json) | grep -o '"summary": {[^}]*}'
