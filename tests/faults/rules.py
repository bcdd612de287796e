"""Rules that contradicted the standard or accused the innocent. The clause stands above each row."""
from checks import Row, found, says, silent

ROWS = [
    # Organization ids are {scheme}-{id}(-{unit}):
    # https://standard.open-contracting.org/1.1/en/schema/identifiers/#organization-ids
    Row("unit-suffix-party-id.json", silent("mexico.party-id", "party")),
    # Amounts may be negative, as for concessions: https://standard.open-contracting.org/1.1/en/schema/reference/#value
    Row("negative-concession.json", silent("money")),
    # A planned procedure may be told by its tender:
    # https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag
    Row("tag-planning-with-tender.json", silent("tag")),
    # The planned end of a project stays, and "ocid" is left out where there is none:
    # https://standard.open-contracting.org/infrastructure/latest/en/reference/schema/
    Row("oc4ids-overrun-and-ocid.json",
        silent("project.status-period", "project.process-id"),
        found("ocid.prefix", count=1, severity="error", pointer="/projects/0/contractingProcesses/0/summary/ocid"),
        says("en", "if it has none, leave “ocid” out"),
        says("es", "si no tiene, omita «ocid»")),
    # Releases say what was true on their date: https://standard.open-contracting.org/1.1/en/schema/reference/#date
    Row("historic-release-judged-today.json", silent("status")),
    # Releases may "include new information only":
    # https://standard.open-contracting.org/1.1/en/guidance/build/#releases-and-records
    Row("partial-release-completeness.json", silent("party", "money", "reference", "status")),
    # Payments that are rounded may exceed the contract by cents.
    Row("payments-cents-above-contract.json", silent("money")),
]
