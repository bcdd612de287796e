set -u
"$EDCA" indicators --lang es --format html semana.jsonl --only MX18,R049 --tax-list lista.csv > page.html; echo "code $?"
# The page is whole, carries its own style and script and nothing else, and says both languages.
python3 - <<'P'
import base64, hashlib, html.parser, re
text = open("page.html", encoding="utf-8").read()
for tag in ("style", "script"):
    body = re.search(f"<{tag}>(.*?)</{tag}>", text, re.S).group(1)
    print(tag, base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in text)
print("outside", re.findall(r'(?:src|href)="(?!#)[^"]*"', text))
stack = []
class Reader(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br", "input", "rect"): stack.append(tag)
    def handle_endtag(self, tag):
        if tag not in ("rect",): print("unbalanced", tag) if stack.pop() != tag else None
Reader().feed(text)
print("open", stack, "languages", text.count('<span lang="es">') == text.count('<span lang="en">'))
print(re.findall(r"<h2 id=\"\w+\">", text))
P
