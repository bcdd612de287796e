set -u
# Values that tables often lose: what comes back of CSV, workbooks and databases, and what had to go to the rest.
python3 - <<'PYTHON'
import json
def release(name, **members):
    return json.dumps({"ocid": "ocds-mx0009-1", "id": "1", "tag": ["tender"], **members}, ensure_ascii=True)
cases = {
    "empty": release("empty", tender={"id": "1", "title": None, "description": "", "value": {}, "items": []}),
    "numbers": '{"ocid":"ocds-mx0009-1","id":"1","awards":[' + ",".join(
        '{"id":"%d","value":{"amount":%s}}' % (at, number)
        for at, number in enumerate(["12345678901234567890123.45", "1500000.10", "1e3", "-0", "1e400"])) + "]}",
    "lists": release("lists", tag=["tender", "award"], tender={"id": "1", "submissionMethod": ["a;b", "c,d"]}),
    "without-ids": release("without-ids", awards=[{"title": "A", "items": [{"description": "x"}, {"description": "y"}]},
                                                  {"title": "B", "items": [{"description": "z"}]}]),
    "names": release("names", tender={"id": "1", "a_b": 1, "a": {"b": 2}, "x/y": 3, "Title": "T", "title": "t"}),
    "languages": release("languages", tender={"id": "1", "description": "d", "title": "a", "title_en": "c", "title_es": "b"}),
    "texts": release("texts", tender={"id": "00123", "title": "=1+1", "description": " x ", "procurementMethodDetails": "y" * 40000,
                                      "awardCriteriaDetails": "\u0000"}),
}
for name, text in cases.items():
    open(name + ".json", "w").write(text + "\n")
PYTHON
for file in *.json; do
  name=${file%.json}
  for target in "$name/" "$name.xlsx" "$name.sqlite"; do
    "$EDCA" flatten --lang en -q -o "$target" "$file" || echo "exit $?"
    "$EDCA" unflatten --lang en "$target" > "$name.back" || echo "exit $?"
    python3 -c '
import json, sys
read = lambda path: json.load(open(path), parse_int=lambda text: ("number", text), parse_float=lambda text: ("number", text))
print(sys.argv[1], "equal" if read(sys.argv[2]) == read(sys.argv[3]) else "different")' "$target" "$file" "$name.back"
  done
  if [ -e "$name/resto.csv" ]; then tr -d '\r' < "$name/resto.csv" | cut -c1-100; fi
done
head -1 languages/releases.csv | tr -d '\r'
tr -d '\r' < lists/releases.csv | tail -1
python3 -c '
import re, zipfile
book = zipfile.ZipFile("texts.xlsx")
print("formulas:", sum(len(re.findall(rb"<f[ >]", book.read(part))) for part in book.namelist() if "sheet" in part))'
