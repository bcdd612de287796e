brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate < package.json
brief validate - < package.json
cat package.json | brief validate
brief validate /dev/stdin < package.json
brief validate <(cat package.json) | sed 's#/dev/fd/[0-9]*#/dev/fd/N#'
