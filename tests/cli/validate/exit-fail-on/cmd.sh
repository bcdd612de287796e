brief() { python3 "$TOOLS/brief.py" "$@"; }
for level in error warning note never; do
  for file in error warning note clean; do
    edca validate --lang en --fail-on $level $file.json > /dev/null 2>&1; echo "--fail-on $level $file: $?"
  done
done
for level in error warning note never; do
  edca validate --lang en --fail-on $level none.json > /dev/null 2>&1; echo "--fail-on $level nothing read: $?"
  edca validate --lang en --fail-on $level none.json clean.json > /dev/null 2>&1; echo "--fail-on $level one of two read: $?"
done
