brief() { python3 "$TOOLS/brief.py" "$@"; }
brief validate package.json
echo "a folder"
brief validate --extension ./penas package.json
brief validate --extension "$PWD/penas/" package.json
echo "a name, a URL"
brief validate --extension taxes package.json
brief validate --extension taxes --extension ./penas --extension https://raw.githubusercontent.com/contratacionesabiertas/ocds_guarantees_extension/master/extension.json package.json
for l in en es; do
  edca validate --lang $l --extension penas package.json; echo "exit $?"
  edca validate --lang $l --extension https://ribera.example/extension.json package.json; echo "exit $?"
  edca validate --lang $l --extension ./none package.json; echo "exit $?"
done
