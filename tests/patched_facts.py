"""The facts of the EDCA-MX release schema, computed from the facts of the core and of its extensions.

Facts are lines `POINTER<TAB>KEYWORD<TAB>JSON VALUE`. They are turned back into (prose-free) schemas,
which are merged as RFC 7396 says and listed again. Shares no code with the program on purpose.
"""
import importlib.machinery
import importlib.util
import json
import sys

# In any order: the result is the same.
EXTENSIONS = [
    "additionalContactPoints", "awardRationale", "budgetBreakdown", "budgetLines", "clarificationMeetings",
    "contactPointType", "exchangeRate", "extendedProcurementCategory", "guarantees", "implementationStatus",
    "location", "memberOf", "nameBreakdown", "paymentMethod", "procurementUnits", "publicNotices",
    "requestForQuotes", "surveillanceMechanisms", "taxes",
]


def load_tool(shared):
    """The script tools/schema-facts as a module, with listed(schema): its facts as a set of lines."""
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("schema_facts", str(shared / "tools" / "schema-facts"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("schema_facts", loader))
    loader.exec_module(module)
    module.listed = lambda schema: {"\t".join(fact) for fact in module.facts(schema)}
    return module


def rebuild(lines):
    """The schema that the facts describe. Lists of schemas are kept as {index: schema} until the end."""
    root = {}
    for line in lines:
        pointer, keyword, text = line.split("\t", 2)
        tokens = [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
        tokens = [] if pointer == "/" else tokens
        node, parent = root, None
        for token in tokens:
            parent, node = node, node.setdefault(token, {})
        if keyword == "const" and parent is not None:  # a schema that is null, true or false
            parent[tokens[-1]] = json.loads(text)
        elif keyword != "declared":
            node[keyword] = json.loads(text)
    return with_lists(root)


def with_lists(node):
    if not isinstance(node, dict):
        return node
    result = {key: with_lists(value) for key, value in node.items()}
    for key in ("oneOf", "anyOf", "allOf"):
        if isinstance(result.get(key), dict) and result[key] and all(index.isdigit() for index in result[key]):
            result[key] = [result[key][index] for index in sorted(result[key], key=int)]
    return result


def merge(target, patch):
    """RFC 7396."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def patched(facts, tool, extensions=None):
    """The facts of OCDS 1.1 with the EDCA-MX extensions applied, as a set of lines."""
    schema = rebuild(read(facts / "ocds-1.1.5" / "release-schema.tsv"))
    for name in extensions or EXTENSIONS:
        patch = facts / "edca-mx" / name / "release-schema.tsv"
        if patch.exists():  # publicNotices and extendedProcurementCategory only add codes
            schema = merge(schema, rebuild(read(patch)))
    return tool.listed(schema)


def read(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
