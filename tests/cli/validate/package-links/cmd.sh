# Packages may say where the next one is; a release may not.
python3 - <<'P'
import json
package = {"uri": "https://datos.ejemplo.mx/1.json", "version": "1.1", "publisher": {"name": "Municipio"},
           "publishedDate": "2025-03-01T10:00:00-06:00", "links": {"next": "https://datos.ejemplo.mx/2.json"},
           "releases": [{"ocid": "ocds-abc123-1", "id": "1", "date": "2025-03-01T10:00:00-06:00", "tag": ["planning"],
                         "initiationType": "tender", "links": {"next": "https://datos.ejemplo.mx/2"}}]}
json.dump(package, open("package.json", "w"))
P
"$EDCA" validate --lang en package.json
