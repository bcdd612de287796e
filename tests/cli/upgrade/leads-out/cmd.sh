# A member of a ZIP whose name leads out of the folder is refused before anything is written.
python3 -c '
import zipfile
with zipfile.ZipFile("a.zip", "w") as archive:
    for name in "good.json", "../../evil.json":
        archive.writestr(name, "{\"ocid\": \"ocds-mx0001-1\", \"id\": \"1\"}")'
"$EDCA" upgrade --lang en a.zip -o out/; echo "exit $?"
"$EDCA" upgrade --lang es a.zip -o out/; echo "exit $?"
ls -A . ..
