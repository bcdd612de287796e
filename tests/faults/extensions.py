"""Extensions: which are known, and what of them is applied. https://standard.open-contracting.org/1.1/en/extensions/"""
from checks import Row, found, silent

ROWS = [
    # An extension may patch the schemas of packages as well as that of releases.
    Row("extension-package-schema.json", silent("field", "extension"),
        found("schema.type", count=1, severity="error", pointer="/paginas/total"),
        command=["validate", "extension-package-schema.json", "--extension", "extension-package-schema-ext"],
        extra=["extension-package-schema-ext"]),
]
