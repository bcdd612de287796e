# Line, column and offset of what stands before, in and behind a list that is read in pieces.
python3 make.py
for file in large.json large.json.gz - array.json portal.json lines.jsonl; do
  edca validate --lang en --only schema,field --format json -j 3 $file < large.json > report; echo "$file: exit $?"
  case $file in -|large.json.gz) python3 check.py large.json < report ;; *) python3 check.py $file < report ;; esac
done
