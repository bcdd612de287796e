set -u
"$EDCA" convert --lang en --to tables contratos.csv; echo "exit $?"
"$EDCA" convert --lang es --to publicidad-abierta contratos.csv -o back.csv; echo "exit $?"
mkdir here; touch here/contratos.csv
"$EDCA" convert --lang en --to tables contratos.csv -o here/; echo "exit $?"
echo '{}' > other.json; "$EDCA" convert --lang en --from publicidad-abierta --to json other.json; echo "exit $?"
