echo '{"clave":"a1","otra":"A1"}' > data.json
"$EDCA" validate --lang en --schema schema.json data.json; echo "exit $?"
"$EDCA" validate --lang es --schema schema.json data.json; echo "exit $?"
"$EDCA" validate --lang en --schema schema.json --ref https://esquemas.example/clave.json=clave.json data.json; echo "exit $?"
"$EDCA" validate --lang en --schema schema.json --ref https://esquemas.example/clave.json=missing.json data.json; echo "exit $?"
"$EDCA" validate --lang en --schema schema.json --ref clave.json data.json; echo "exit $?"
"$EDCA" validate --lang en --ref https://esquemas.example/clave.json=clave.json data.json; echo "exit $?"
"$EDCA" validate --lang en --schema schema.json --profile ocds-1.1 data.json; echo "exit $?"
