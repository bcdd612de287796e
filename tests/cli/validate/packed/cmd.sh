# gzip, zip and standard input give what the plain file gives, under their own names.
gzip -kn lines.jsonl
python3 -c "import zipfile; z = zipfile.ZipFile('all.zip', 'w'); z.write('package.json', 'inner/package.json'); z.writestr('notes.txt', 'x'); z.close()"
"$EDCA" validate --lang en --format jsonl lines.jsonl.gz all.zip | cut -c1-120 | grep -v '^{"summary'
"$EDCA" validate --lang en --format jsonl < package.json | cut -c1-120 | head -1
gzip -c package.json | "$EDCA" validate --lang en --format jsonl - | cut -c1-120 | head -1
