"$EDCA" validate -q --now 2026-01-31 --format json -o known.json facturas.csv
"$EDCA" validate --lang en --now 2026-01-31 --baseline known.json facturas.csv
echo "code $?"
sed 's/,100.00,/,mil,/' facturas.csv > ahora.csv
"$EDCA" validate --lang en --now 2026-01-31 --baseline known.json ahora.csv
echo "code $?"
