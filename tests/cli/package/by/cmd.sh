set -u
for by in year month; do
  "$EDCA" package --lang en -v --by $by -o "{prefix}_{year}$([ $by = month ] && echo -{month})-{n}.json" --uri "https://datos.example/{prefix}_{year}$([ $by = month ] && echo -{month})-{n}.json" --publisher-name P --size 2 releases.jsonl || echo "exit $?"
  tail -n +1 *_*.json
  rm *_*.json
done
"$EDCA" package --lang en --by year -o 'r{year}.json' -q records.json && tail -n +1 r2*.json
"$EDCA" package --lang en --by year -o 'p{year}.json' -q projects.json && tail -n +1 p2*.json
