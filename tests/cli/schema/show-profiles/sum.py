import json
import sys

schema = json.load(sys.stdin)
print(schema.get("$schema"), schema.get("type"), len(schema.get("properties", {})), "properties", len(schema.get("definitions", {})), "definitions", schema.get("required"))
