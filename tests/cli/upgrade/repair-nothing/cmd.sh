set -u
# No date, no address, no code; zeros may be lost; {} may be an empty list; what is left would be equal.
"$EDCA" upgrade --lang en --repair release.json | cmp - release.json && echo "as it was"
"$EDCA" upgrade --lang es --repair - < release.json | cmp - release.json && echo "as it was"
