python3 - <<'P'
text = open("package.json").read()
open("half.json", "w").write(text[:text.rindex('"ocid"')])
P
"$EDCA" validate --lang en half.json; echo "exit $?"
head -c 300 package.json > start.json
"$EDCA" validate --lang es start.json; echo "exit $?"
"$EDCA" validate --lang en --format jsonl start.json good.json | grep '^{"rule"' | grep -o '"rule": *"[^"]*"'; echo "exit ${PIPESTATUS[0]}"
