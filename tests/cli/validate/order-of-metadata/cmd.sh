# Metadata before or behind the list, small or too large to be held, from a file, a pipe or packed,
# by any number of threads: the same findings at the same pointers.
python3 make.py
number=0
run() {
  number=$((number + 1))
  "$@" --lang en --format json > report-$number
  echo "$?, $*" > way-$number
}
for order in first last; do run edca validate small-$order.json; done
for order in first middle last; do
  run edca validate -j 1 large-$order.json
  run edca validate -j 4 large-$order.json
  run edca validate -j 2 --temp . - < <(cat large-$order.json)
done
run edca validate large-last.json.gz
run edca validate - < large-last.json.gz
python3 sum.py $number
echo "left behind: $(find . -name 'edca-*' | wc -l)"
