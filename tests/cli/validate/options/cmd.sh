echo "== only"; "$EDCA" validate --lang en --only codelist,field.additional --format jsonl both.json | grep '^{"rule"' | grep -o '"rule": *"[^"]*"'
echo "== skip"; "$EDCA" validate --lang en --skip schema --format jsonl both.json | grep '^{"rule"' | grep -o '"rule": *"[^"]*"'
echo "== max"; "$EDCA" validate --lang en --max-findings 1 --format jsonl many.json | grep -c '^{"rule":'
"$EDCA" validate --lang en --max-findings 1 many.json | head -6
echo "== no extensions"; "$EDCA" validate --lang en --profile edca-mx --no-extensions --format jsonl taxes.json | grep '^{"rule"' | grep -o '"rule": *"[^"]*"'
echo "== extension"; "$EDCA" validate --lang en --profile ocds-1.1 --format jsonl taxes.json | grep '^{"rule"' | grep -o '"rule": *"[^"]*"'
"$EDCA" validate --lang en --profile ocds-1.1 --extension taxes --format jsonl taxes.json | grep -c '^{"rule":'
echo "== latin1"; iconv -t latin1 accents.json > latin1.json; "$EDCA" validate --lang en --encoding latin1 --format jsonl latin1.json | grep '^{"rule"' | grep -o '"line".*"pointer"'
echo "== output"; "$EDCA" validate --lang en -o report.txt both.json; echo "exit $?"; "$EDCA" validate --lang en -o report.txt both.json; echo "exit $?"
"$EDCA" validate --lang en -o report.txt --overwrite both.json; echo "exit $?"; ls
