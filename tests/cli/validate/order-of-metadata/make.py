import gzip
import json

TAXES = "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"


def release(n):
    tender = {"id": "1", "value": {"amount": "7" if n % 400 == 0 else 7, "netAmount": 7, "currency": "MXN"}}
    if n % 900 == 0:
        tender["campo"] = "x"
    return {"ocid": "ocds-mx0003-%05d" % n, "id": str(n), "date": "2025-01-01T00:00:00Z", "tag": ["tender"],
            "initiationType": "tender", "tender": tender}


head = {"uri": "no uri", "version": "1.1", "extensions": [TAXES, "https://ribera.example/extension.json"],
        "publishedDate": "2025-04-01", "publisher": {"nombre": "Servicios"}}
for size, count in (("small", 3), ("large", 6000)):
    releases = {"releases": [release(n) for n in range(count)] + [release(1)]}
    keys = list(head)
    orders = {"first": head | releases, "last": releases | head,
              "middle": {k: head[k] for k in keys[:1]} | releases | {k: head[k] for k in keys[1:]}}
    for order, package in orders.items():
        with open(f"{size}-{order}.json", "w") as file:
            json.dump(package, file, indent=1)
with gzip.open("large-last.json.gz", "wb", 1) as file:
    file.write(open("large-last.json", "rb").read())
