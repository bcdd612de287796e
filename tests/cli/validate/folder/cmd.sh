mkdir -p data/.oculta data/vacia data/carpeta.json
cp a.json data/.oculto.json
cp a.json data/.oculta/a.json
ln -s ../data data/lazo
ln -s ../../b.jsonl data/carpeta.json/enlace.jsonl
cp archive.zip data/z.zip
python3 "$TOOLS/brief.py" validate data
python3 "$TOOLS/brief.py" validate data/ data/b/c.JSON
