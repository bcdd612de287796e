edca schema show --codelist method.csv
edca schema show --codelist method | cmp - <(edca schema show --codelist method.csv) && echo same
edca schema show --codelist releaseTag --profile ocds-1.0
edca schema show --codelist partyRole | head -4
edca schema show --codelist partyRole --profile ocds-1.1 | head -4
