set -u
# The date of the conversion is no part of what is expected; the data are of 2019.
hide() { sed -E 's/"date":"20[2-9][^"]*"/"date":"NOW"/g' "$1"; }
cat >mapa.toml <<'TOML'
from = "csv"
currency = "MXN"
columns = [
  ["Contrato", "contracts[]/id", "contract"],
  ["Monto con IVA", "contracts[]/value/amount", "amount"],
  ["Fecha de firma", "contracts[]/dateSigned", "date"],
]
TOML
csv() { "$EDCA" convert -v --from csv --map mapa.toml --prefix ocds-abc123 "$@"; echo "code $?"; }
other() { "$EDCA" convert -v --prefix ocds-abc123 "$@"; echo "code $?"; }
# Where nothing has a date, that of the conversion is put there, and said; the id does not depend on it.
csv --lang es sin.csv -o csv1; other --lang es --from s6 s6.jsonl -o s61; other --lang es --from pnt pnt.csv -o pnt1
sleep 1.1
csv --lang en sin.csv -o csv2; other --lang en --from s6 s6.jsonl -o s62; other --lang en --from pnt pnt.csv -o pnt2
for kind in csv s6 pnt; do
  hide ${kind}1 >a; hide ${kind}2 >b; cat a; cmp a b && echo "the same but for the date"
done
# What has a date has that.
csv --lang en -q con.csv
