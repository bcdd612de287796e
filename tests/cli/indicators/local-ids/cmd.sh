set -u
flags() { "$EDCA" indicators --format jsonl --lang en --only R040,R051,MX19,MX21 "$@"; }
# Supplier 2 is another company in each of the ten processes.
echo "ten"; flags diez.jsonl
# By its RFC one company has all of them.
echo "one"; flags una.jsonl
# Who is 1 as a buyer here is not who is 1 as a supplier there.
echo "both roles"; flags papeles.jsonl
