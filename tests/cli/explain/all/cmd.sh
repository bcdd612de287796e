edca explain --all --lang en --format json > rules.json; echo "exit $?"
python3 -c '
import json
for rule in json.load(open("rules.json"))["rules"]:
    texts = [rule[part][language] for part in ("title", "why", "fix") for language in ("es", "en")]
    print(rule["id"], rule["severity"], rule["profiles"], all(texts), len(set(texts)))'
for l in en es; do
  edca explain --all --lang $l > all.txt; echo "exit $?"
  python3 -c 'import json; text = open("all.txt").read(); rules = json.load(open("rules.json"))["rules"]; print(all(rule["title"]["'$l'"] in text for rule in rules))'
done
