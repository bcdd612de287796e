# Tables that are of earlier systems, or of nothing, are not read; the message says what to do.
printf 'Código del contrato,Importe del contrato,Clave CUCOP\n1,2,3\n' > contratos.csv
printf 'nombre,apellido\nAna,Ruiz\n' > personas.csv
for lang in es en; do
  for file in contratos.csv personas.csv; do
    echo "== $file"
    "$EDCA" validate --lang $lang --color never "$file" 2>&1 | sed '/^$/,$d'
    echo "exit ${PIPESTATUS[0]}"
  done
done
