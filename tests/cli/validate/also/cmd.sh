# Several reports of one run, each whole or none; what cannot go together is refused before anything is read.
validate() { "$EDCA" validate --only schema "$@"; echo "exit $?"; }
validate --lang es --also csv=all.csv --also jsonl=all.jsonl --also html=page.html --excel a.json
ls
head -c 3 all.csv | od -An -tx1
tail -c +4 all.csv
grep -c . all.jsonl
grep -oE '(src|href)="[^#"]*"' page.html
echo "== one finding a rule, in all of them"
validate --lang en --max-findings 1 --overwrite --also csv=all.csv --also jsonl=all.jsonl -o all.txt a.json
grep -vc '"summary"' all.jsonl
cut -d, -f1 all.csv
echo "== refused"
validate --lang es --also csv a.json
validate --lang en --also csv=- a.json
validate --lang en --also xml=x a.json
validate --lang es -o x.csv --format csv --also csv=./x.csv a.json
validate --lang en --excel a.json
validate --lang en --also csv=all.csv a.json
ls
