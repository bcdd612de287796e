set -u
"$EDCA" explain --lang en R018
"$EDCA" explain --lang es R003
"$EDCA" explain --format json R028
