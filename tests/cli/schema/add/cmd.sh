# Extensions from a folder and from an address; what is declared by that address is judged by it then.
export EDCA_DATA=$PWD/data LC_ALL=C.UTF-8 no_proxy=127.0.0.1 NO_PROXY=127.0.0.1
coproc SERVER { python3 serve.py; }
read -r address <&"${SERVER[0]}"
trap 'exec {SERVER[1]}>&-' EXIT
add() {
  "$EDCA" schema add --lang en --allow-private "$@" 2>&1 | sed "s#$PWD#DIR#g; s#$address#ADDRESS#g"
  echo "exit ${PIPESTATUS[0]}"
}
judge() {
  sed "s#ADDRESS#$address/ocds_color_extension/#" package.json > declared.json
  "$EDCA" validate --lang en --format json --only schema,extension declared.json | grep -v '"summary"' |
    grep -oE '"(rule|status)": "[a-z.]+"'
}
judge
add "$address/ocds_color_extension/extension.json"
judge
add ocds_color_extension/
find data -type f | LC_ALL=C sort
grep -c sha256 data/extensions/color/added.json
add taxes
add https://github.com/contratacionesabiertas/ocds_taxes_extension
add "$address/nothing/"
# The reason is curl's, in words that change from version to version.
add http://127.0.0.1:1/x | sed 's/fetched: [^.]*\./fetched: REASON./'
(
  unset EDCA_DATA XDG_DATA_HOME HOME
  add ocds_color_extension
)
mkdir large
head -c 3000000 /dev/zero | tr '\0' ' ' > large/extension.json
add "$address/large"
add large
echo '{"codelists": ["../../x.csv"]}' > ocds_color_extension/extension.json
add ocds_color_extension
echo '{"codelists": ["none.csv"]}' > ocds_color_extension/extension.json
add ocds_color_extension
echo '{"codelists": ' > ocds_color_extension/extension.json
add ocds_color_extension
find data -type f | wc -l
