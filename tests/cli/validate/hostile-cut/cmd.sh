brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
edca validate --lang en --format json d > report; echo "exit $?"
python3 check.py < report
for file in $(ls d | awk 'NR % 61 == 0'); do
  edca validate --lang en d/$file > /dev/null 2>&1; echo "$file: exit $?"
done
