set -u
flags() { "$EDCA" indicators --format jsonl --lang en "$@"; }
# Article 1 excepts, also behind article 134, abbreviated, and in the plural.
echo "exceptions"; flags --only MX03 --settings tope.toml excepciones.jsonl
echo "none"; flags --only MX03 --settings tope.toml sin-excepcion.jsonl
# The row of the federal decree is nothing to bodies under other laws; amounts given are.
echo "other laws"; flags --only MX03 --settings tope.toml estatal.jsonl
echo "an amount given"; flags --only MX03 --settings propio.toml estatal.jsonl
# An airport is international, and its cleaning is not; 17 days are enough.
echo "airport"; flags --only MX01 aeropuerto.jsonl
echo "international"; flags --only MX01 internacional.jsonl
# A request that does not say whom it asked is not one that asked nobody.
echo "quotes untold"; flags --only MX06 cotizaciones.jsonl
echo "quotes told"; flags --only MX06 una-cotizacion.jsonl
# The share of the year finds the rule as the ceiling does.
for rule in rfc id nombre estado; do
  echo "$rule"; flags --only MX05 --legal-profile $rule.toml anual.jsonl
done
