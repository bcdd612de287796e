set -u
# Cardinal's, one at a time: which processes and tenderers, with what fences.
for id in R003 R018 R024 R025 R028 R030 R036 R038 R048; do
  printf 'currency = USD\n[%s]\n' "$id" > uno.ini
  [ "$id" != R018 ] || echo 'procurement_methods = open' >> uno.ini
  [ "$id" != R048 ] || echo 'minimum_contracting_processes = 1' >> uno.ini
  grep -F "mx0009-$id" cardinal.jsonl > caso.jsonl
  "$EDCA" indicators --lang en --settings uno.ini --format cardinal caso.jsonl
done
flags() { "$EDCA" indicators --settings ajustes.toml --lang en --format jsonl "$@"; }
short='s/"evidence":.*"law"/"law"/; s/"evidence":\[.*/…/'
for id in MX01 MX03 R066 R068 MX17; do
  echo "$id"; flags --only "$id" own.jsonl | sed "$short"
done
# Of five and four processes both were in two: 2 / (5 + 4 - 2).
echo "MX20"; flags --only MX20 met.jsonl | sed "$short"
# Of two winners, one took part five times, each time with the one that lost.
flags --only MX20 several.jsonl
