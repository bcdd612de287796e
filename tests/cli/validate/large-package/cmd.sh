python3 - <<'P'
import json
def release(n):
    return {"ocid": "ocds-mx0001-%d" % n, "id": "%d-tender" % n, "date": "2025-01-15T10:00:00-06:00", "tag": ["tender"],
            "initiationType": "tender", "parties": [], "tender": {"id": str(n), "status": "Active" if n % 700 == 0 else "active",
            "title": "ñ" * 100}}
meta = {"uri": "https://transparencia.vallehermoso.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T12:00:00-06:00",
        "publisher": {"name": "Municipio"}, "extensions": [
        "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"]}
releases = [release(n) for n in range(4000)]
releases.append(releases[17])
for name, document in (("first", dict(meta, releases=releases)), ("last", dict({"releases": releases}, **meta))):
    json.dump(document, open(name + ".json", "w"), ensure_ascii=False)
with open("lines.jsonl", "w") as lines:
    for r in releases: lines.write(json.dumps(r, ensure_ascii=False) + "\n")
P
# Read in pieces: the same findings wherever the metadata stands, from a file, a pipe or a gzip, for any
# number of threads.
show() { python3 -c "
import json, sys
d = json.load(sys.stdin)
f = d['files'][0]
print(f['kind'], f['profile'], d['summary']['items'], d['summary']['by_rule'])
for x in d['findings']: print(x['rule'], x['pointer'], x.get('ocid'), x['line'])
"; }
"$EDCA" validate --lang en --only schema,field --format json first.json | show > expected
cat expected
for command in "last.json" "-j 1 last.json" "-j 3 first.json"; do
  "$EDCA" validate --lang en --only schema,field --format json $command | show | cmp - expected && echo "same: $command"
done
cat last.json | "$EDCA" validate --lang en --only schema,field --format json - | show | cmp - expected && echo "same: pipe"
gzip -n last.json
"$EDCA" validate --lang en --only schema,field --format json last.json.gz | show | cmp - expected && echo "same: gzip"
"$EDCA" validate --lang en --only schema,field --format jsonl -j 1 lines.jsonl > one
"$EDCA" validate --lang en --only schema,field --format jsonl -j 4 lines.jsonl | cmp - one && echo "same: lines"
