# Files that are called workbooks and cannot be read: what they are, and what to do.
python3 make.py
for lang in es en; do
  for file in pagina.xls clave.xlsx viejo.xls bomba.xlsx entidades.xlsx vacio.xlsx; do
    echo "== $file"
    "$EDCA" validate --lang $lang --color never "$file" 2>&1 | sed '/^$/,$d'
    echo "exit ${PIPESTATUS[0]}"
  done
done
