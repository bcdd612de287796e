# Metadata before or behind the list, small or too large to be held, from a file, a pipe or packed,
# by any number of threads: the same findings at the same pointers.
python3 make.py
for size in small large; do
  for order in first last middle; do
    for way in "-j 1 $size-$order.json" "-j 4 $size-$order.json" "-j 2 -" "-j 2 $size-$order.json.gz" "-j 3 --temp . -"; do
      edca validate --lang en --format json $way < $size-$order.json > report; echo "$size $order $way: exit $?, $(python3 sum.py < report)"
    done
    cat $size-$order.json | edca validate --lang en --format json - > report; echo "$size $order pipe: exit $?, $(python3 sum.py < report)"
  done
done
ls -a | grep -c '^.edca' 
