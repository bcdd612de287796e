# Figures of each buyer, by name or else by id; releases without one together.
"$EDCA" validate --lang es --only schema --group-by buyer a.json
"$EDCA" validate --lang en --only schema --group-by buyer --format json a.json | grep -oE '"(body|releases|errors)": ("[^"]*"|[0-9]+)' | tail -n 9
