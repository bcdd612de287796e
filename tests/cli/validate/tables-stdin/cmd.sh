# CSV on standard input is told by what it holds; JSON stays JSON, however it comes.
printf 'ocid,id,tender/title,tender/value/amount\nocds-abc123-1,1,"Papel, uno",$1.5x\n' > plain.csv
printf 'sep=;\nocid;id;tender/title\nocds-abc123-1;1;Año\n' > sep.csv
for file in plain sep; do "$EDCA" merge --lang en -q - < "$file.csv" > /dev/null; echo "exit $?"; done
"$EDCA" validate --lang es --color never --only tables - < plain.csv; echo "exit $?"
cat plain.csv | "$EDCA" validate --lang es --color never --only tables; echo "exit $?"
"$EDCA" package --lang en -q - < sep.csv
(printf 'ocid,id,ten'; sleep 0.2; printf 'der/title\nocds-abc123-1,1,Papel\n') | "$EDCA" package --lang en -q -
(printf '  '; sleep 0.2; printf '{"ocid":"ocds-abc123-1","id":"1"}') | "$EDCA" package --lang en -q -
printf 'nombre,apellido\nAna,Ruiz\n' | "$EDCA" validate --lang es --color never - 2>&1 | sed '/^$/,$d'
printf '{"ocid":"ocds-abc123-1","id":"1"}' | gzip -n | "$EDCA" package --lang en -q -
"$EDCA" package --lang en -q - < /dev/null; echo "exit $?"
