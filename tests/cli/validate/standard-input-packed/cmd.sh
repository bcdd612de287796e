brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate - < package.json.gz
cat package.json.zst | brief validate
