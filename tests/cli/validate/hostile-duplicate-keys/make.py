good = open("good.json").read()
def write(name, text):
    open(name, "w").write(text)
META = '"uri": "https://ribera.example/p.json", "publishedDate": "2025-04-01T00:00:00Z", "publisher": {"name": "S"}'
write("escaped.json", good.replace('"language"', r'"la\u006eguage": "en", "language"'))
write("three.json", good.replace('"language"', '"language": 1, "language": 2, "language"'))
write("nested.json", good.replace('"status"', '"value": {"amount": 1, "amount": 2}, "status"'))
write("last-counts.json", good.replace('"185000"', "185000").replace('"id": "LP-001-2025",', '"id": "LP-001-2025", "id": "",'))
write("version.json", '{"version": "1.0", %s, "releases": [], "version": "1.1"}' % META)
write("releases.json", '{"version": "1.1", "releases": [%s], %s, "releases": [%s, 7]}' % (good, META, good.replace("185000", '"x"')))
write("extensions.json", '{"version": "1.1", "extensions": [], %s, "extensions": ["https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"], "releases": [%s]}' % (META, good))
write("releases-large.json", '{"version": "1.1", "releases": [%s%s], %s, "releases": [%s, 7]}' % (good, " " * 1200000, META, good.replace("185000", '"x"')))
write("many.json", good.replace('"language"', ",".join('"k": %d' % n for n in range(20000)) + ', "language"'))
