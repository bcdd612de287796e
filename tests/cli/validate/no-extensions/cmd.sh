brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate package.json
brief validate --no-extensions package.json
brief validate --no-extensions --profile edca-mx package.json
