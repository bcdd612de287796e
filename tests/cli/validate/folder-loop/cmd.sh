mkdir -p a/b
ln -s ../../a a/b/a
ln -s self a/self.json
ln -s missing a/missing.json
cp good.json a/b
python3 "$TOOLS/brief.py" validate a
python3 "$TOOLS/brief.py" validate a/b/a/b
