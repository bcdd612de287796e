# Forms of input that form-* leave: linked releases, releases and packages of portals, a versioned release that lacks a field.
for file in *.json; do
  [ "$file" = report.json ] && continue
  "$EDCA" validate --lang en --format json "$file" > report.json
  echo "$file: exit $?"
  python3 - <<'P'
import json
d = json.load(open("report.json"))
f, s = d["files"][0], d["summary"]
print("  ", f["kind"], f.get("profile"), f.get("version"), "items", s["items"], "releases", s["releases"], "with errors", s["items_with_errors"])
for x in d["findings"]:
    print("  ", x["rule"], x["pointer"], x["line"], x["column"], x["offset"], x.get("ocid"), x.get("release"))
P
done
