check() { "$EDCA" validate --lang en --now 2026-01-31 "$@"; echo "code $?"; }
check --format jsonl facturas.csv contratos.csv
check --format csv facturas.csv
check --only advertising.quarter --format github facturas.csv
check --only advertising.quarter --format html facturas.csv | grep -c 'advertising.quarter'
check --fail-on never --max-findings 1 --format json facturas.csv | grep -c '"rule"'
