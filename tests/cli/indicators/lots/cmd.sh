set -u
flags() { "$EDCA" indicators --format jsonl --lang en --settings tope.toml "$@"; }
# One award in three lots is one purchase; three awards are three.
echo "lots"; flags --only R011,R049,R055,MX28,MX30 lotes.jsonl
echo "processes"; flags --only R011,R049,R055,MX28,MX30 procesos.jsonl
# The twins of June, behind one of January.
echo "twins"; flags --only MX30 antes.jsonl
# What December has, not the quarter.
echo "December"; flags --only MX23 diciembre.jsonl
