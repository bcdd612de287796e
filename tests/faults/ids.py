"""Ids of objects in lists and of references: https://standard.open-contracting.org/1.1/en/schema/merging/"""
from checks import Row, found, silent

ROWS = [
    # OrganizationReference: the id leads to the organization in `parties`, which has to be there.
    Row("reference-without-id-no-parties", found("reference.without-id", 3), silent("id.missing")),
    # OC4IDS, Cost: an id that the schema declares and does not ask for.
    Row("costs-without-id", found("id.missing", 2, "warning"), found("reference.without-id", 1)),
]
