"$EDCA" schema show --codelist partyRole | cut -d, -f1 | tr "\n" " "
"$EDCA" schema show --codelist partyRole --profile ocds-1.1 | cut -d, -f1 | tr "\n" " "
