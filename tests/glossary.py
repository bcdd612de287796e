#!/usr/bin/env python3
"""One word for one thing in Spanish: glossary.py --root DIR

Looks through src/messages/es.json, README.es.md and docs/es/**/*.md for words that the glossary in docs/es/README.md has
another word for. Code, names in quotes, placeholders, addresses, and what comments hide do not count.
"""
import argparse
import json
import pathlib
import re
import sys

# What must not stand there, and what is said instead.
FORBIDDEN = {
    r"sólo": "solo",
    r"por omisión|por defecto|de forma predeterminada|de modo predeterminado": "de manera predeterminada",
    r"releases?": "entrega",
    r"records?": "registro",
    r"packages?": "paquete",
    r"findings?": "hallazgo",
    r"warnings?": "advertencia",
    r"codelists?": "catálogo de códigos",
    r"publishers?": "publicador",
    r"liberaci(?:ón|ones)|lanzamientos?": "entrega",
    r"en 1 lugares": "en 1 lugar",
}
PATTERN = re.compile(r"(?<![\w./-])(?:" + "|".join(f"({word})" for word in FORBIDDEN) + r")(?![\w/-]|\.\w)", re.IGNORECASE)
CODE = re.compile(r"```.*?```|<!--.*?-->|`[^`]*`|«[^»]*»|\"[^\"]*\"|\{[^}]*\}|\([a-z]+\)|\]\([^)]*\)|https?://\S+|^\s*#.*$|"
                  r"^  edca .*$|--[a-z-]+|\b\w+:\w+,\S*|\b[a-z]+,[a-z]+[.,][a-z.,]+", re.DOTALL | re.MULTILINE)


def sentences(value, place):
    """(place, text) of every text in a catalogue."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from sentences(below, f"{place}/{key}")
    else:
        yield place, value


def wrong(place, text):
    plain = CODE.sub(lambda hit: "\n" * hit[0].count("\n"), text)
    for hit in PATTERN.finditer(plain):
        better = list(FORBIDDEN.values())[hit.lastindex - 1]
        yield f"{place}: “{hit[0]}” (line {plain.count(chr(10), 0, hit.start()) + 1}): write “{better}”"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True, type=pathlib.Path)
    root = parser.parse_args().root
    texts = list(sentences(json.loads((root / "src/messages/es.json").read_text(encoding="utf-8")), "es.json"))
    pages = [root / "README.es.md", *sorted((root / "docs/es").rglob("*.md"))]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        # The glossary itself names the words of the standard.
        texts.append((page.relative_to(root).as_posix(), text.split("## Palabras")[0]))
    assert len(texts) > 1000 and len(pages) > 10, "too little to look through"
    assert list(wrong("", "Solo un release")) and not list(wrong("", "Sirve `release` y «record»")), "blind"
    problems = [problem for place, text in texts for problem in wrong(place, text)]
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
