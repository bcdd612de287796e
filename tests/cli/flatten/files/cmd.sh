set -u
# A zip and a database give the same JSON back as a folder; numbers that no double holds too.
"$EDCA" flatten --lang en -q -o tables/ releases.json; echo "exit $?"
"$EDCA" flatten --lang en -v -o tables.zip releases.json; echo "exit $?"
"$EDCA" flatten --lang es -v -o tables.sqlite releases.json; echo "exit $?"
for tables in tables/ tables.zip tables.sqlite; do "$EDCA" unflatten --lang en $tables | sha256sum; done
python3 - <<'PYTHON'
import sqlite3, zipfile
archive = zipfile.ZipFile("tables.zip")
print(archive.testzip(), [info.filename for info in archive.infolist()], archive.infolist()[0].date_time)
for info in archive.infolist():
    if info.filename.endswith(".csv"):
        assert archive.read(info) == open("tables/" + info.filename, "rb").read(), info.filename
database = sqlite3.connect("tables.sqlite")
for row in database.execute("SELECT type, name, tbl_name FROM sqlite_master ORDER BY rowid"):
    print(row)
print(database.execute("PRAGMA integrity_check").fetchall(), database.execute("PRAGMA foreign_key_check").fetchall())
print(database.execute('SELECT "tender/value/amount", typeof("tender/value/amount") FROM releases').fetchall())
print(database.execute("SELECT * FROM resto").fetchall())
print([column[0] for column in database.execute("SELECT * FROM v_releases_awards_suppliers").description])
PYTHON
"$EDCA" flatten --lang en -q -o tables.zip releases.json; echo "exit $?"
"$EDCA" flatten --lang es -q -o tables.db releases.json nowhere.json; echo "exit $?"
"$EDCA" flatten --lang es -q --overwrite -o tables.zip tables.zip; echo "exit $?"
printf 'SQLite format 3 is not enough' > broken.sqlite
"$EDCA" unflatten --lang es broken.sqlite; echo "exit $?"
python3 -c 'import sqlite3; sqlite3.connect("other.db").execute("CREATE TABLE x (y)")'
"$EDCA" unflatten --lang en other.db; echo "exit $?"
python3 -c 'import zipfile; zipfile.ZipFile("other.zip", "w").writestr("a.csv", "x")'
"$EDCA" unflatten --lang en other.zip; echo "exit $?"
ls -A
