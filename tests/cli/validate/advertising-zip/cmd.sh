# An export as the tool packs it; names of members are only names.
python3 - <<'END'
import hashlib, pathlib, zipfile
files = {name: pathlib.Path(name).read_bytes() for name in ("contratos.csv", "facturas.csv")}
text = "TPO\n\n" + "".join(
    f"Archivo: {name}  Generado: 24/01/2019 17:16:56 MD5={hashlib.md5(data).hexdigest()}: x \n\n" for name, data in files.items())
with zipfile.ZipFile("ContratosyOrdenesData.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("leeme.txt", text.replace("MD5=" + hashlib.md5(files["facturas.csv"]).hexdigest(), "MD5=" + "0" * 32))
    for name, data in files.items():
        archive.writestr("data/archivos/" + name, data)
    archive.writestr("../../fuera.csv", files["facturas.csv"])
END
"$EDCA" validate --lang en --now 2026-01-31 ContratosyOrdenesData.zip
echo "code $?"
ls
# A folder that holds nothing but such archives.
mkdir -p archives/2019 archives/empty; cp ContratosyOrdenesData.zip archives/2019/a.zip; cp ContratosyOrdenesData.zip archives/b.zip
echo x > archives/empty/note.txt; (cd archives/empty && python3 -m zipfile -c ../none.zip note.txt)
"$EDCA" validate --lang en --now 2026-01-31 --max-findings 1 archives
echo "code $?"
