"""Python's jsonschema, every error of every line: python_jsonschema.py SCHEMA FILE."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    validator = jsonschema.Draft4Validator(json.load(file), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
texts = invalid = errors = 0
with open(sys.argv[2], encoding="utf-8") as file:
    for line in file:
        found = sum(1 for _ in validator.iter_errors(json.loads(line)))
        texts += 1
        invalid += found > 0
        errors += found
print(f"{texts} texts, {invalid} invalid, {errors} errors")
