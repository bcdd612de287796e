# Alternatives that multiply with every level; a list of equal elements; the limit of depth.
echo '{"definitions":{"a":{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}},"properties":{"p":{"$ref":"#/definitions/a"}}}' > branches.json
python3 -c 'print("{\"p\":" * 40 + "1" + "}" * 40)' > deep.json
"$EDCA" validate --lang en --schema branches.json deep.json; echo "exit $?"
"$EDCA" validate --lang es --schema branches.json deep.json; echo "exit $?"
echo '{"items":{"$ref":"#"},"uniqueItems":true}' > nested.json
python3 -c 'print("[" * 512 + "]" * 512)' > levels.json
python3 -c 'print("[" * 513 + "]" * 513)' > more.json
python3 -c 'print("[" + "1," * 2000 + "1]")' > equal.json
for engine in plan valijson; do
  "$EDCA" validate --lang en --schema nested.json --engine $engine --format jsonl levels.json more.json equal.json |
    python3 -c 'import json,sys
for line in sys.stdin:
  f = json.loads(line)
  if "rule" in f: print(f["file"], f["rule"], len(f["pointer"]))'
done
# A schema and data that would exhaust the stack of valijson together, and ones that nearly do.
for chain in 2 100; do
  python3 -c 'import json,sys
schema = {"$ref": "#"}
for _ in range(int(sys.argv[1])): schema = {"allOf": [schema]}
print(json.dumps({"items": schema}))' $chain > chain.json
  for engine in plan valijson; do
    "$EDCA" validate --lang en --schema chain.json --engine $engine levels.json | head -1
  done
done
