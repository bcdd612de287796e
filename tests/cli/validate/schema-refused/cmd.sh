# Schemas that are none: what is wrong, and where.
try() {
  printf '%s' "$1" > schema.json
  "$EDCA" validate --lang "${2:-en}" --schema schema.json data.json
  echo "exit $?"
}
echo 1 > data.json
try $'{\n  "properties": {"a": {"type": "text"}}\n}'
try $'{\n  "properties": {"a": {"type": "text"}}\n}' es
try '{"minLength": -1}'
try '{"required": []}'
try '[]'
try '{"type": '
try '{"$schema": "http://json-schema.org/draft-07/schema#"}'
try '{"$schema": "http://json-schema.org/draft-07/schema#"}' es
try '{"pattern": "^(?!a)"}'
try '{"pattern": "^(?!a)"}' es
try '{"$ref": "#/definitions/a"}'
try '{"$ref": "#/definitions/a"}' es
try '{"definitions": {"a": {"allOf": [{"$ref": "#/definitions/a"}]}}, "$ref": "#/definitions/a"}'
"$EDCA" validate --lang en --schema missing.json data.json; echo "exit $?"
"$EDCA" validate --lang es --schema . data.json; echo "exit $?"
