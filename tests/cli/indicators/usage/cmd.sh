set -u
echo '{"ocid":"ocds-mx0009-1","tag":["compiled"]}' > p.json
"$EDCA" indicators --lang en --only R018,R19 p.json; echo "code $?"
"$EDCA" indicators --lang es --skip r028 p.json; echo "code $?"
printf '[R018]\nprocurement_method = open\n' > key.ini
"$EDCA" indicators --lang en --settings key.ini p.json; echo "code $?"
printf '[R18]\n' > section.ini
"$EDCA" indicators --lang es --settings section.ini p.json; echo "code $?"
printf '[R024]\nthreshold = much\n' > value.ini
"$EDCA" indicators --lang en --settings value.ini p.json; echo "code $?"
printf 'R024\n' > syntax.ini
"$EDCA" indicators --lang en --settings syntax.ini p.json; echo "code $?"
printf 'settings = "edca-indicators/1"\n[R024]\nthreshold = \n' > syntax.toml
"$EDCA" indicators --lang es --settings syntax.toml p.json; echo "code $?"
"$EDCA" indicators --lang en --settings nothing.toml p.json; echo "code $?"
echo '[]' > none.json
"$EDCA" indicators --lang en --format json none.json; echo "code $?"
"$EDCA" indicators --lang es --profile oc4ids-0.9 p.json; echo "code $?"
