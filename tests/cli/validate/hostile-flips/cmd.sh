brief() { python3 "$TOOLS/brief.py" "$@"; }
python3 make.py
for jobs in 1 4; do
  edca validate --lang es --format json -j $jobs d > report-$jobs 2> err-$jobs; echo "exit $?"
done
cmp report-1 report-4
cat err-1 err-4
edca validate --lang en --max-findings 0 d | LC_ALL=C grep -c -P '[\x00-\x09\x0b-\x1f\x7f]'
python3 -c 'import json; d = json.load(open("report-1")); print(len(d["files"]), "files", len(d["findings"]) == sum(d["summary"]["by_rule"].values()))'
