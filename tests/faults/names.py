"""Names of fields: https://standard.open-contracting.org/1.1/en/schema/conformance_and_extensions/"""
from checks import Row, found, silent

ROWS = [
    # One cause, one finding: the misspelt name, not the one that is missing for it.
    Row("near-miss-and-missing-roles.json", found("field.near-miss", 1), silent("party.roles")),
    # A name that stands in the object already is no suggestion for another one.
    Row("near-miss-field-present.json", silent("field.near-miss"), found("field.additional", 1)),
    # The extension was declared, as the standard asks; that it is unknown here is one finding.
    Row("additional-field-of-declared-unknown-extension.json", found("extension.unknown", 1), silent("field")),
]
