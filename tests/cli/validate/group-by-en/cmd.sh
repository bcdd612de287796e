# Figures of bodies, and what changed since an earlier report.
"$EDCA" validate --lang en --only schema,input --fail-on never --format json --group-by folder a > before.json
"$EDCA" validate --lang en --only schema,input --max-findings 1 --group-by folder --compare before.json a b
echo "exit $?"
"$EDCA" validate --lang en --only schema,input --max-findings 1 --group-by prefix --format markdown a b
echo "exit $?"
"$EDCA" validate --lang en --group-by publisher --compare before.json a
echo "exit $?"
"$EDCA" validate --lang en --compare a/uno.json a
echo "exit $?"
"$EDCA" validate --lang en --compare none.json a
echo "exit $?"
