set -u
flags() { "$EDCA" indicators --format jsonl --lang en --only MX25,R068 "$@"; }
# Contracted once: the award of a cancelled contract, of one that names no award, and of one that
# names another; a value written as text, and a second contract of an award, take none from it.
echo "once"; flags una-vez.jsonl
# An award that has no contract counts, and gives its amount to its only contract without a value.
echo "twice"; flags dos.jsonl
