#!/usr/bin/env python3
"""Puts the page together: assemble.py WASM OUTPUT

WASM is the folder with edca.js and edca.wasm, and below it root/, with the licences of what is in them. OUTPUT gets the files
to be served, and edca.html, which is all of them in one file that works from a disk.
"""
import base64
import gzip
import hashlib
import html
import pathlib
import re
import shutil
import sys
import urllib.parse

wasm, output = (pathlib.Path(one) for one in sys.argv[1:])
project = pathlib.Path(__file__).resolve().parent.parent
page = project / "web/page"
scripts = ["texts.js", "piece.js", "zip.js", "report.js", "page.js"]
styles = ["report.css", "page.css"]
policy = {"default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'"}
# Where each library says its licence: in the root or in its sources.
licences = {
    "edca": "LICENSE",
    "zlib": "root/libraries/zlib/README",
    "Zstandard": "root/libraries/zstd/LICENSE",
    "RE2": "root/libraries/re2/LICENSE",
    "Expat": "root/libraries/expat/expat/COPYING",
    "RapidJSON": "root/usr/share/doc/rapidjson-dev/copyright",
    "Emscripten, musl, libc++": "root/usr/share/doc/emscripten/copyright",
}


def read(path):
    return path.read_text(encoding="utf-8")


def style(name):
    return read(project / "src/report/assets" / name if name == "report.css" else page / name)


def meta(rules):
    text = "; ".join(f"{name} {value}" for name, value in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{html.escape(text)}">'


def filled(text, version, **parts):
    for name, value in parts.items():
        text = text.replace(f"<!--{name}-->", value)
    return text.replace('id="version"></span>', f'id="version">{version}</span>')


def sum_of(text):
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def licence(name, path):
    file = project / path if name == "edca" else wasm / path
    text = file.read_text(encoding="utf-8", errors="replace")
    if name == "zlib":
        text = text[text.index("Copyright notice"):]
    return f"{name}\n{'=' * len(name)}\n\n{text.strip()}\n"


def served(version):
    """The files to be served."""
    for name in scripts + ["worker.js"]:
        shutil.copyfile(page / name, output / name)
    for name in styles:
        (output / name).write_text(style(name), encoding="utf-8")
    for name in ("edca.js", "edca.wasm"):
        shutil.copyfile(wasm / name, output / name)
    rules = policy | {"script-src": "'self' 'wasm-unsafe-eval'", "style-src": "'self'", "connect-src": "'self'",
                      "worker-src": "'self' blob:"}
    text = filled(read(page / "index.html"), version, csp=meta(rules),
                  styles="\n".join(f'<link rel="stylesheet" href="{name}">' for name in styles),
                  scripts="\n".join(f'<script src="{name}"></script>' for name in scripts))
    (output / "index.html").write_text(text, encoding="utf-8")
    (output / "licencias.txt").write_text("\n\n".join(licence(*one) for one in licences.items()), encoding="utf-8")
    names = sorted(path.name for path in output.iterdir())
    digest = hashlib.sha256(b"".join(hashlib.sha256((output / name).read_bytes()).digest() for name in names)).hexdigest()
    parts = ", ".join(f'"{name}"' for name in ["./"] + names)
    text = read(page / "offline.js").replace("/*version*/", f"edca-{version}-{digest[:12]}").replace("/*parts*/", parts)
    (output / "offline.js").write_text(text, encoding="utf-8")


def single(version):
    """The same as one file: the library in base64, scripts and styles by their sums."""
    script = "\n".join(read(page / name) for name in scripts)
    sheet = "\n".join(style(name) for name in styles)
    rules = policy | {"script-src": f"{sum_of(script)} 'wasm-unsafe-eval'", "style-src": sum_of(sheet), "connect-src": "'none'",
                      "worker-src": "blob:"}
    parts = {"edca.wasm": base64.b64encode((wasm / "edca.wasm").read_bytes()).decode()}
    for name, path in (("edca.js", wasm / "edca.js"), ("worker.js", page / "worker.js")):
        parts[name] = urllib.parse.quote(read(path))
    texts = "\n".join(f'<script type="text/plain" id="part-{name}">{text}</script>' for name, text in parts.items())
    text = filled(read(page / "index.html"), version, csp=meta(rules), styles=f"<style>{sheet}</style>",
                  scripts=f"{texts}\n<script>{script}</script>")
    notices = html.escape("\n\n".join(licence(*one) for one in licences.items()))
    text = text.replace('<p id="licences"><a href="licencias.txt" data-text="licences"></a></p>',
                        f'<details id="licences"><summary data-text="licences"></summary><pre tabindex="0">{notices}</pre></details>')
    (output / "edca.html").write_text(text, encoding="utf-8")


def main():
    version = re.search(r"project\(edca VERSION ([0-9.]+)", read(project / "CMakeLists.txt"))[1]
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    served(version)
    single(version)
    for name in ("edca.wasm", "edca.js", "edca.html"):
        data = (output / name).read_bytes()
        print(f"  {name}: {len(data):,} bytes, {len(gzip.compress(data, 9, mtime=0)):,} with gzip")


main()
