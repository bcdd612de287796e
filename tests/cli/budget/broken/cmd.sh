printf '{"ocid":"ocds-ej0001-1",' > roto.json
"$EDCA" budget --lang en --color never roto.json; echo "$?"
printf '[]' > vacio.json
"$EDCA" budget --lang es --color never vacio.json; echo "$?"
printf '{"ocid":"ocds-ej0001-1","tag":["compiled"]}' > nada.json
"$EDCA" budget --lang en --color never --format json nada.json; echo "$?"
