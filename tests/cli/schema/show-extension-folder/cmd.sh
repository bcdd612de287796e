edca schema show --lang en ocds-1.1 --with ./penas | python3 -c 'import json, sys; print(json.load(sys.stdin)["definitions"]["Contract"]["properties"]["penalty"])'
echo "exit $?"
