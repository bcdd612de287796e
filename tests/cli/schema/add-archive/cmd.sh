# Extensions from a ZIP, by its address and as a file; then each file has to be as it was added when it is used.
export EDCA_DATA=$PWD/data LC_ALL=C.UTF-8 no_proxy=127.0.0.1 NO_PROXY=127.0.0.1
coproc SERVER { python3 serve.py; }
read -r address <&"${SERVER[0]}"
trap 'exec {SERVER[1]}>&-' EXIT
echo '{"properties": {"page": {"type": "integer"}}}' > ocds_color_extension/release-package-schema.json
python3 -c '
import pathlib, zipfile
with zipfile.ZipFile("ocds_color_extension-main.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    for path in sorted(pathlib.Path("ocds_color_extension").rglob("*.*")):
        archive.write(path, "ocds_color_extension-main" / path.relative_to("ocds_color_extension"))'
add() {
  "$EDCA" schema add --lang en --allow-private "$@" 2>&1 | sed "s#$PWD#DIR#g; s#$address#ADDRESS#g"
  echo "exit ${PIPESTATUS[0]}"
}
judge() {
  sed "s#ADDRESS#$1#" package.json > declared.json
  "$EDCA" validate --lang "${2:-en}" --format json --only schema,extension declared.json 2>&1 |
    grep -oE '"(rule|status)": "[a-z.]+"|^edca: .*' | sed "s#$PWD#DIR#g"
  echo "exit ${PIPESTATUS[0]}"
}
add "$address/ocds_color_extension-main.zip?download=1"
ls -A data/extensions data/extensions/color
# The other forms of the same address
judge "$address/ocds_color_extension-main.zip"
judge "${address/http:/https:}/ocds_color_extension-main.zip?x=y"
rm -r data
add ocds_color_extension-main.zip
rm -r data
add ocds_color_extension
rm -r data
add ocds_color_extension/extension.json
# Changed, gone, come since: only where the extension is used.
rm -r data
add "$address/ocds_color_extension" > /dev/null
sed -i 's/"/" /3' data/extensions/color/release-schema.json
judge "$address/ocds_color_extension/"
judge "$address/ocds_color_extension/" es
judge "$address/other/"
"$EDCA" merge --lang en declared.json 2>/dev/null | wc -l
add "$address/ocds_color_extension" > /dev/null
rm data/extensions/color/codelists/color.csv
judge "$address/ocds_color_extension/extension.json"
add "$address/ocds_color_extension" > /dev/null
echo '{"properties": {"x": {}}}' > data/extensions/color/record-package-schema.json
judge "$address/ocds_color_extension"
"$EDCA" schema list --lang en 2>&1 | tail -1 | sed "s#$PWD#DIR#g"
# Not there, and no ZIP
add "$address/nothing.zip"
cp package.json wrong.zip
add "$address/wrong.zip"
add wrong.zip
ls -A data/extensions
