set -u
try() {
  printf 'from = "csv"\ncolumns = [\n  ["Expediente", "tender/id", "procedure"],\n  %s\n]\n' "$2" >mapa.toml
  "$EDCA" convert --lang $1 --from csv --map mapa.toml --prefix ocds-abc123 a.csv; echo "code $?"
}
try en '["Objeto", "tender/titel"],'
try es '["Monto", "contracts/value/amount", "amount"],'
try en '["Objeto", "licitacion/nombre"],'
try es '["Monto", "contracts[]/value/amount"],'
try en '["Notas", "tender/description", "keep"],'
try en '["Objeto", "tender/title"], ["Concepto", "tender/title"],'
try es '["Objeto", "tender/title"], ["Concepto", "tender/title"],'
# The second one counts where the first one is empty.
try en '["Objeto", "tender/title"], ["Concepto", "tender/title", "text", "fallback"],' | grep -o '"title":"[^"]*"'
