# Each with a message of its own, in both languages.
python3 - <<'P'
import gzip, json
open("deep.json", "w").write('{"ocid":' * 10000 + "1" + "}" * 10000)
open("deep-list.json", "w").write("[" * 10000 + "]" * 10000)
with gzip.GzipFile("bomb.json.gz", "wb", mtime=0) as f:
    f.write(b'{"ocid": "')
    for _ in range(200): f.write(b"x" * (1 << 20))
    f.write(b'"}')
open("long.json", "w").write('{"ocid": "' + "x" * 50_000_000 + '", "tag": ["tender"]}')
open("nul.json", "wb").write(b'{"ocid": "a\x00b"}')
open("latin1.json", "wb").write('{"ocid": "ocds-1", "tag": ["ñandú"]}'.encode("latin1"))
open("utf16.json", "wb").write('{"ocid": 1}'.encode("utf-16"))
open("broken.json.gz", "wb").write(b"\x1f\x8b" + b"nonsense" * 9)
P
for file in deep.json deep-list.json bomb.json.gz nul.json latin1.json utf16.json broken.json.gz missing.json; do
  for lang in en es; do
    "$EDCA" validate --lang $lang $file 2>&1 | sed -nE '1,3{s|(bomb.json.gz:1:)[0-9]+|\1…|;p}'
    echo "exit ${PIPESTATUS[0]}"
  done
done
"$EDCA" validate --lang en --format jsonl long.json | cut -c1-200 | grep -o '"rule": *"[^"]*"' | sort | uniq -c
