import json
import os

for name in sorted(os.listdir("shown")):
    schema = json.load(open(f"shown/{name}"))
    print(name, schema["$schema"], schema["type"], len(schema["properties"]), "properties",
          len(schema.get("definitions", {})), "definitions", schema.get("required"))
