set -u
cp proveedores.csv others.csv
# Of several tables in one output nobody could tell where each begins.
"$EDCA" upgrade --lang en --repair proveedores.csv others.csv; echo "exit $?"
"$EDCA" upgrade --lang es --repair proveedores.csv others.csv -o tablas.csv; echo "exit $?"
