set -u
# Names that cannot be given, each refused before anything is written.
try() { "$EDCA" package --lang "$LANGUAGE" -q "$@" 2>&1; echo "exit $?"; }
for LANGUAGE in en es; do
  try --size 1 releases.jsonl
  try --size 1 -o one.json releases.jsonl
  try --size 1 -o '{year}.json' releases.jsonl
  try --by year --size 1 -o '{year}.json' releases.jsonl
  try --by year -o '{month}.json' releases.jsonl
  try -o '{publisher}.json' releases.jsonl
  try -o '{numero}.json' releases.jsonl
  try -o '{n.json' releases.jsonl
  try -o '{prefix}.json' releases.jsonl
  try -o '{prefix}.json' hostile.json
  try --size 1 -o '{n}.json' --uri https://datos.example/a.json releases.jsonl
  try -o nowhere/{n}.json releases.jsonl
  try -o hostile.json hostile.json
  try -o hostile.json --overwrite hostile.json
  try --size 1 -o '{n}.json' --overwrite 2.json releases.jsonl
  try --size 1 -o '{n}.json' releases.jsonl
done
ls -A
