import json

RELEASE = '{"ocid": "ocds-mx0003-%d", "id": "1", "date": "2025-01-01T00:00:00Z", "tag": ["tender"], "initiationType": "tender", "tender": %s}'
PACKAGE = '{"uri": "https://ribera.example/p.json", "version": "1.1", "publishedDate": "2025-04-01T00:00:00Z", "publisher": {"name": "S"}, "releases": [%s]}'
arrays = "[" * 10000 + "]" * 10000
objects = '{"a":' * 10000 + "1" + "}" * 10000
good = RELEASE % (1, '{"id": "1"}')
files = {
    "arrays.json": arrays, "objects.json": objects, "open.json": "[" * 10000, "open-objects.json": '{"a":' * 10000,
    "release.json": RELEASE % (2, objects), "package.json": PACKAGE % (RELEASE % (2, objects)),
    "open-package.json": (PACKAGE % (RELEASE % (2, objects)))[:20000],
    "beside.json": PACKAGE % ", ".join([good, RELEASE % (2, objects)]), "list.json": '{"releases": %s}' % arrays,
    "lines.jsonl": "\n".join([good, RELEASE % (2, arrays), arrays, good]),
    "at-limit.json": RELEASE % (1, '{"id": "1", "x": ' + "[" * 510 + "]" * 510 + "}"),
    "past-limit.json": RELEASE % (1, '{"id": "1", "x": ' + "[" * 511 + "]" * 511 + "}"),
}
for name, text in files.items():
    open(name, "w").write(text)
