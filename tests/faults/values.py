"""Single values that are as the standards want them, or as people write them and others understand."""
from checks import Row, silent

ROWS = [
    # https://www.rfc-editor.org/rfc/rfc5646#section-2.1 (BCP 47): three letters, regions, scripts.
    Row("language-bcp47.json", silent("code.language")),
    # https://standard.open-contracting.org/1.1/en/schema/reference/#contactpoint
    Row("telephone-local.json", silent("contact.telephone")),
]
