set -u
# One row a process: 100 were contracted.
"$EDCA" budget --lang en --by contract --format csv una-vez.jsonl
# Dollars are never added to pesos: nothing is said of M7 and M8, and with pesos both hold.
for money in dolares pesos; do
  echo "$money"; "$EDCA" budget --lang en $money.jsonl | grep -E '\bM[78]\b|currencies'
  "$EDCA" budget --lang en --format json $money.jsonl | grep -E '^.{0,2}"rule":"M[78]"'
done
