"""Mexico's open contracting data (OCDS, EDCA-MX, OC4IDS): checked, merged and tabulated, in the process.

>>> import edca
>>> findings = edca.validate({"ocid": "ocds-213czf-1", "id": "1", "tag": "tender"}, lang="en")
>>> [finding.pointer for finding in findings if finding.rule == "schema.type"]
['/tag']
"""

from ._arrow import Tables
from ._commands import (
    Written,
    diff,
    explain,
    flatten,
    indicators,
    merge,
    package,
    read,
    rules,
    upgrade,
    validate,
    versioned,
)
from ._edca import Finding, __version__
from ._errors import Error, InputError, NetworkError, SchemaError, UsageError, default_language
from ._inputs import Lines, lines
from ._json import Json, loads
from ._run import Findings, Pieces, Results, Texts
from ._types import (
    Coverage,
    Evidence,
    Explanation,
    FieldChange,
    FileSummary,
    Flag,
    Item,
    ItemChange,
    Package,
    ProcessChange,
    Summary,
    Table,
    Tally,
)

__all__ = [
    "Coverage",
    "Error",
    "Evidence",
    "Explanation",
    "FieldChange",
    "FileSummary",
    "Finding",
    "Findings",
    "Flag",
    "InputError",
    "Item",
    "ItemChange",
    "Json",
    "Lines",
    "NetworkError",
    "Package",
    "Pieces",
    "ProcessChange",
    "Results",
    "SchemaError",
    "Summary",
    "Table",
    "Tables",
    "Tally",
    "Texts",
    "UsageError",
    "Written",
    "__version__",
    "default_language",
    "diff",
    "explain",
    "flatten",
    "indicators",
    "lines",
    "loads",
    "merge",
    "package",
    "read",
    "rules",
    "upgrade",
    "validate",
    "versioned",
]
