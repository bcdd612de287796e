set -u
# An RFC in three parts goes from a text where its last character is right; one person in each.
"$EDCA" select --lang en --where todo.toml --redact personal personas.jsonl | grep -o '"description":"[^"]*"'
# Numbers of contracts and procedures look like one, and stay.
"$EDCA" select --lang en --where todo.toml --redact personal obra.jsonl | grep -o '"[A-Z]*-[0-9]*-[0-9]*"\|Contrato [^"]*'
