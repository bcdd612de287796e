# Causes are the same however few findings are shown: the last of many that say something else is heard too.
for n in $(seq 40); do
  amount="\"$n\""
  [ "$n" = 40 ] && amount=true
  echo "{\"ocid\":\"ocds-aaaaaa-$n\",\"id\":\"1\",\"date\":\"2024-01-01T00:00:00Z\",\"tag\":[\"award\"],\"initiationType\":\"tender\",\"extra$((n / 20))\":1,\"awards\":[{\"id\":\"1\",\"date\":\"2024-02-$((n % 20 + 10))T00:00:00Z\",\"title\":\" \",\"value\":{\"amount\":$amount,\"currency\":\"MXN\"}}]}"
done > a.jsonl
causes() { edca validate --lang en --now 2025-01-01 --format json "$@" a.jsonl | sed -n '/"summary"/,$p'; }
causes --max-findings 0 > all
for most in 1 5; do causes --max-findings $most | cmp - all && echo "the same with $most"; done
sed 's/{"cause"/\n&/g' all | sed -n 's/^{"cause": "\([^"]*\)".*"message": "\([^"]*\)", "count": \([0-9]*\),.*/\3 \1: \2/p'
edca validate --lang en --now 2025-01-01 --max-findings 1 a.jsonl
