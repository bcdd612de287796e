set -u
flags() { "$EDCA" indicators --format jsonl --lang en "$@"; }
# The sanction ended in February, and the contract is of June.
echo "ended"; flags --only R046 --sanctions termino.csv junio.jsonl
# RFCs with hyphens, spaces and small letters, in the list and in the data.
echo "in force"; flags --only R046 --sanctions vigente.csv junio.jsonl escritos.jsonl enie.jsonl
echo "tax list"; flags --only MX18 --tax-list fisco.csv junio.jsonl
# A company's RFC has twelve characters, with an Ñ too.
echo "ghosts"; flags --only R042 enie.jsonl
# The body's own telephone, filled in for everybody, pairs nobody.
echo "the body's"; flags --only R044 telefono.jsonl
echo "their own"; flags --only R044 gemelos.jsonl
