python3 - <<'P'
import json
with open("many.jsonl", "w") as f:
    for n in range(20000): f.write(json.dumps({"ocid": n, "tag": ["tender"]}) + "\n")
P
"$EDCA" validate --lang en --format jsonl many.jsonl | head -1 | cut -c1-40
echo "exit ${PIPESTATUS[0]}"
