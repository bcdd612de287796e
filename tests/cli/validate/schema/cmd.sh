# Each JSON text is one instance: lines, an array, a text larger than what is read at a time.
cat > lines.jsonl <<'J'
{"monto":10,"moneda":"MXN"}
{"monto":"10","moneda":"pesos"}
[1]
J
echo '[{"monto":-1}]' > list.json
python3 -c 'print("{\"releases\":[" + "1,\n" * 1000000 + "2], \"monto\": 1}")' > large.json
"$EDCA" validate --lang en --schema schema.json lines.jsonl list.json large.json
echo "exit $?"
"$EDCA" validate --lang en --schema schema.json --format json lines.jsonl |
  python3 -c 'import json,sys; r=json.load(sys.stdin); f=r["files"][0]; print(r["summary"]["items"], f["kind"], f.get("profile"), f["reason"])'
"$EDCA" validate --lang en --schema schema.json --engine valijson lines.jsonl large.json
