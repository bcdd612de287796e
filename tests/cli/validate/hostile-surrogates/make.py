good = open("good.json").read()
for number, text in enumerate((r"\ud83d", r"\ude00", r"\ud83d\ud83d\ude00", r"\ud83d\ude00", r"\\ud83d", r"\uD83Dx\uDE00", r"\ud83d" * 30000)):
    open(f"{number}.json", "w").write(good.replace("Mantenimiento", text))
open("key.json", "w").write(good.replace('"title"', r'"\ud800"'))
open("twins.json", "w").write('{"uri": "https://ribera.example/p.json", "version": "1.1", "publishedDate": "2025-04-01T00:00:00Z", "publisher": {"name": "S"}, "releases": [%s]}' % ",".join([good.replace("Mantenimiento", r"\ud83d")] * 2))
