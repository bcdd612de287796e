# A page, and the list beside it; neither replaces a file unasked.
validate() {
  "$EDCA" validate --lang es --only schema --format html "$@"
  echo "exit $?"
}
validate -o page.html a.json
ls
head -c 40 page.html
echo
grep -c '<details class="rule"' page.html
head -c 3 page.csv | od -An -tx1
tail -n +2 page.csv | cut -d, -f1-5
grep -oE '(src|href)="[^"]*"' page.html
rm page.html
validate -o page.html a.json
ls
validate -o page.html --overwrite a.json
validate a.json | head -1
