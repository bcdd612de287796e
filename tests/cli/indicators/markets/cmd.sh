set -u
# 205 classes: the page shows 200, and says so.
for n in $(seq 1000 1204); do
  printf '{"ocid":"ocds-mx0009-%s","id":"1","date":"2026-01-01T00:00:00Z","tag":["compiled"],"buyer":{"id":"AGUA","name":"Instituto de Agua"},"tender":{"id":"1","procurementMethod":"open"},"awards":[{"id":"A1","status":"active","date":"2025-05-02T00:00:00Z","value":{"amount":%s,"currency":"MXN"},"suppliers":[{"id":"PVH","name":"Proveedora"}],"items":[{"id":"1","classification":{"scheme":"CUCOP","id":"%s0001"}}]}]}\n' $n $n $n
done > m.jsonl
for lang in en es; do "$EDCA" indicators --lang $lang --format html m.jsonl | grep -oE '[^<>]*(of|de) 205 (markets|mercados)[^<>]*'; done
head -200 m.jsonl > n.jsonl
"$EDCA" indicators --lang en --format html n.jsonl | grep -c 'of 200 markets'
# The last line has all.
"$EDCA" indicators --lang en --format jsonl m.jsonl | tail -1 | grep -o '"market":' | wc -l
