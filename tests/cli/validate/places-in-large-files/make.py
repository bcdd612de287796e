import gzip
import json

release = lambda n: {"ocid": "ocds-mx0003-%05d" % n, "id": str(n), "date": "2025-01-01T00:00:00Z", "tag": ["tender"],
                     "initiationType": "tender", "language": "español", "tender": {"id": "ñ", "value": {"amount": "7" if n % 1500 == 7 else 7}}}
releases = [release(n) for n in range(7000)]
package = {"uri": "no uri", "version": 1.1, "releases": releases, "publishedDate": "mañana", "publisher": {"nombre": 1}}
text = json.dumps(package, indent=1, ensure_ascii=False).encode()
open("large.json", "wb").write(text)
gzip.open("large.json.gz", "wb", 1).write(text)
open("array.json", "wb").write(json.dumps(releases, ensure_ascii=False).encode())
open("portal.json", "wb").write(json.dumps({"total": 1, "results": [package]}, ensure_ascii=False).encode())
open("lines.jsonl", "wb").write(b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\r\n" for each in releases))
