set -u
"$EDCA" indicators --init --lang en > settings.toml && head -12 settings.toml
"$EDCA" indicators --init --lang es | grep -A2 -F '[R018]'
# As it is printed it changes nothing but what a section of its own turns on.
"$EDCA" indicators --lang en --format jsonl --settings settings.toml --only R018 compilados.jsonl
printf 'settings = "edca-indicators/1"\ncurrency = "MXN"\n[R018]\nprocurement_methods = ["direct", "open"]\n' > own.toml
"$EDCA" indicators --lang en --format jsonl --settings own.toml --only R018 compilados.jsonl
"$EDCA" indicators --list --lang en | grep -F R018
"$EDCA" indicators --list --lang es | grep -F R018
