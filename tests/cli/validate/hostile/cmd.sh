# Messages in both languages, and an OCID of 50 MB; the rest of what is hostile is in hostile-*.
python3 - <<'P'
open("long.json", "w").write('{"ocid": "' + "x" * 50_000_000 + '", "tag": ["tender"]}')
open("latin1.json", "wb").write('{"ocid": "ocds-1", "tag": ["ñandú"]}'.encode("latin1"))
open("broken.json.gz", "wb").write(b"\x1f\x8b" + b"nonsense" * 9)
P
for file in latin1.json broken.json.gz; do
  for lang in en es; do
    "$EDCA" validate --lang $lang $file 2>&1 | sed -n 1,3p
    echo "exit ${PIPESTATUS[0]}"
  done
done
"$EDCA" validate --lang en --format jsonl long.json | cut -c1-200 | grep -o '"rule": *"[^"]*"' | sort | uniq -c
