import gzip
import json

release = lambda n: {"ocid": "ocds-mx0003-1", "id": str(n % 9000), "date": "2025-01-01T00:00:00Z", "tag": ["tender"], "initiationType": "tender"}
package = lambda releases: {"uri": "https://ribera.example/p.json", "version": "1.1", "publishedDate": "2025-04-01T00:00:00Z", "publisher": {"name": "S"}, "releases": releases}
same = lambda each: dict(reversed(each.items()), date="2025-01-01T00:00:00\u005a")
small = package([release(1), release(2), same(release(1)), release(2)])
large = package([release(n) for n in range(9000)] + [same(release(77)), {**release(5), "date": "2025-01-02T00:00:00Z"}])
open("small.json", "w").write(json.dumps(small))
open("large.json", "w").write(json.dumps(large))
gzip.open("large.json.gz", "wt").write(json.dumps(large))
