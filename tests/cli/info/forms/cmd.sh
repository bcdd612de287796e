brief() { python3 "$TOOLS/brief.py" "$@"; }
brief info release.json record.json versioned.json projects.json array.json portal.json lines.jsonl packages.json.gz archive.zip other.json
brief info - < release.json
brief info --encoding latin1 latin1.json
brief info --profile ocds-1.1 release.json
