long = "x" * 50_000_000
text = open("good.json").read()
open("title.json", "w").write(text.replace("Mantenimiento", long))
open("code.json", "w").write(text.replace('"active"', '"' + long + '"'))
open("top.json", "w").write('"' + long + '"')
open("open.json", "w").write(text.replace("Mantenimiento", long)[:40_000_000])
