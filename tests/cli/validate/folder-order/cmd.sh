mkdir -p d/b d/a.b
for f in d/b.json d/b/z.json d/a.b/y.json d/a.json d/B.json d/ñ.json; do printf '[]' > "$f"; done
python3 "$TOOLS/brief.py" validate -j 3 d
