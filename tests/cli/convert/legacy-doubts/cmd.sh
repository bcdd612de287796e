set -u
from() { "$EDCA" convert --lang $1 -v --from csv --map mapa.toml --prefix ocds-abc123 $2; echo "code $?"; }
# The currency of a cell goes before that of the map; one that has no code is no other one.
from en monedas.csv
# Empty headings at the end; short rows are not put together on a guess.
from en danado.csv
# Commas and line breaks without quotes, where only one way fits.
from es comas.csv
# What says that there is no number joins nothing.
from es sin-numero.csv
# A contract that stands further on with another supplier.
from en proveedores.csv
from es proveedores.csv | tail -1
# What spreadsheets show where a formula failed is no name; other texts that begin like it are.
from en formulas.csv
from es formulas.csv | tail -1
# The mark of decimals that was given.
"$EDCA" convert --lang en -v --decimal , --from csv --map mapa.toml --prefix ocds-abc123 coma-decimal.csv; echo "code $?"
