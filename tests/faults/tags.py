"""Codelist releaseTag: https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag"""
from checks import Row, silent

ROWS = [
    # "planning": the tender section may describe what is planned.
    Row("tag-planning-with-tender.json", silent("tag")),
]
