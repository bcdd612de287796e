# Records inside records, and lists of documents inside of each other: what oneOf and $ref recurse into.
opening, closing = '{"ocid": "ocds-mx0003-1", "releases": [', "]}"
open("records.json", "w").write('{"version": "1.1", "records": [' + opening * 240 + '{"ocid": "ocds-mx0003-1"}' + closing * 240 + "]}")
good = open("good.json").read()
milestones = '"milestones": [{"id": "1", "documents": [{"id": "1", '
open("milestones.json", "w").write(good.replace('"status"', milestones * 100 + '"x": 1' + "}]}]" * 100 + ', "status"'))
open("parts.json", "w").write(good.replace('"status"', '"amendment": {"changes": ' + '[{"property": "a", "former_value": ' * 100 + "1" + "}]" * 100 + '}, "status"'))
