set -u
"$EDCA" convert --lang en --to tables contratos.csv; echo "exit $?"
"$EDCA" convert --lang es --to publicidad-abierta contratos.csv -o back.csv; echo "exit $?"
mkdir here; touch here/contratos.csv
"$EDCA" convert --lang en --to tables contratos.csv -o here/; echo "exit $?"
echo '{}' > other.json; "$EDCA" convert --lang en --from publicidad-abierta --to json other.json; echo "exit $?"
# Tables of something else are told of one by one.
mkdir none; printf 'Fruta,Precio\nPera,3\n' > none/frutas.csv; printf 'Mes,Lluvia\nMayo,30\n' > none/lluvias.csv
"$EDCA" convert --lang en --from publicidad-abierta --to json none; echo "exit $?"
"$EDCA" convert --lang es --from publicidad-abierta --to tables none/frutas.csv -o made/; echo "exit $?"
