set -u
touch there.xlsx
for LANGUAGE in en es; do
  for OPTIONS in "" "-o -" "-o x.csv" "-o there.xlsx" "-o x.xlsx --from missing.json" "-o x.xlsx --prefix Foo" \
                 "-o x.xlsx --tables contract" "-o x.xlsx --tables projects" "-o x.xlsx --detail some"; do
    "$EDCA" template edca-mx --lang $LANGUAGE $OPTIONS 2>&1; echo "exit $?"
  done
  "$EDCA" template other --lang $LANGUAGE -o x.xlsx 2>&1; echo "exit $?"
done
ls -A
