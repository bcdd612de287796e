set -u
# One body, however it is written, is one process; another one with the same number has its own.
"$EDCA" convert --lang en -v --from pnt --prefix ocds-abc123 cuerpos.csv -o x.jsonl; echo "code $?"
cat x.jsonl
# A contract with another supplier further on is told by itself; a row that differs otherwise is counted.
for lang in en es; do
  "$EDCA" convert --lang $lang -v --from pnt --prefix ocds-abc123 proveedores.csv -o p-$lang.jsonl; echo "code $?"
done
cmp p-en.jsonl p-es.jsonl; cat p-es.jsonl
