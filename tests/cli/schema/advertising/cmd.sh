"$EDCA" schema show --lang en publicidad-abierta campanasyavisos_edad
"$EDCA" schema show --lang en --codelist trimestre --profile publicidad-abierta
"$EDCA" schema show --lang en publicidad-abierta | python3 -c '
import json, sys
package = json.load(sys.stdin)
print(package["name"], package["profile"], len(package["resources"]))
fields = [(resource["name"], field) for resource in package["resources"] for field in resource["schema"]["fields"]]
print(len(fields), "fields, without a title or description in either language:",
      [(table, field["name"]) for table, field in fields
       if not all(field.get(key) for key in ("title", "title_en", "description", "description_en"))])
names = {resource["name"]: {field["name"] for field in resource["schema"]["fields"]} for resource in package["resources"]}
for resource in package["resources"]:
    for key in resource["schema"].get("foreignKeys", []):
        assert key["fields"] in names[resource["name"]], key
        assert key["reference"]["fields"] in names[key["reference"]["resource"].lower()], key
    assert set(resource["schema"].get("primaryKey", [])) <= names[resource["name"]]'
