edca explain --all --lang en --format json > rules.json; echo "exit $?"
python3 -c '
import json
rules = json.load(open("rules.json"))["rules"]
print(len(rules) > 50, [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules))
for rule in rules:
    texts = [rule[part][language] for part in ("title", "why", "fix") for language in ("es", "en")]
    if not all(texts) or len(set(texts)) < 6 or not rule["profiles"] or rule["severity"] not in ("error", "warning", "note"):
        print(rule)'
for l in en es; do
  edca explain --all --lang $l > all.txt; echo "exit $?"
  python3 -c 'import json; text = open("all.txt").read(); rules = json.load(open("rules.json"))["rules"]; print(all(rule["title"]["'$l'"] in text for rule in rules))'
done
