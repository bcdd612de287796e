#!/usr/bin/env python3
"""LibreOffice opens the workbooks made of official advertising, and finds the same values in them.

  advertising_libreoffice.py --edca PROGRAM

Skipped (code 77) where there is no LibreOffice.
"""
import argparse
import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CONTRACTS = """#,Número de contrato,Procedimiento,Proveedor,Ejercicio,Objeto del contrato,Fecha celebración,Monto total
1,00123,Licitación pública,"Radio Laguna Azul, SA de CV",2016,"Dice ""hola""
y sigue",2016-01-31,1234.50
2,=1+1,Adjudicación directa,Ñandú & Cía,2016,<b>negritas</b>,0000-00-00,0.10
3,1E5,Adjudicación directa,  espacios  ,2016,,2016-12-31,99999999.99
4,2016-01-02,Adjudicación directa,verdadero,2016,TRUE,,1.00
"""
AGREEMENTS = """#,Número de convenio modificatorio,Número de contrato,Ejercicio,Trimestre,Objeto,Fecha celebración,Monto
1,M-1,00123,2016,enero-marzo,Ampliación,2016-02-01,-5.25
"""
TEXTS = {"contratos": CONTRACTS, "convenios": AGREEMENTS}


def rows_of(text):
    return list(csv.reader(text.splitlines(keepends=True)))


def same(written, shown):
    """Numbers are compared as such: a workbook has no zeros at their end."""
    if written == shown:
        return True
    try:
        return float(written) == float(shown) and written.replace(".", "").lstrip("-").isdigit()
    except ValueError:
        return False


def compare(table, shown):
    """What differs between a table and what LibreOffice shows of its sheet."""
    expected = rows_of(TEXTS[table])
    if len(expected) != len(shown):
        return [f"{table}: {len(shown)} rows instead of {len(expected)}"]
    faults = []
    for number, (left, right) in enumerate(zip(expected, shown), 1):
        faults += [f"{table} row {number}: {cell!r} became {other!r}"
                   for cell, other in zip(left, right + [""] * len(left)) if not same(cell, other)]
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    arguments = parser.parse_args()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("skipped: no LibreOffice")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "export").mkdir()
        for table, text in TEXTS.items():
            (folder / "export" / f"{table}.csv").write_text(text, encoding="utf-8")
        subprocess.run([arguments.edca, "convert", "-q", "--from", "publicidad-abierta", "--to", "tables", str(folder / "export"),
                        "-o", str(folder / "tables.xlsx")], check=True)
        # Each sheet as a file of CSV, in UTF-8, cells as they are formatted: the last -1 asks for all sheets.
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
                        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir",
                        str(folder / "out"), str(folder / "tables.xlsx")], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "HOME": name}, timeout=300)
        faults = []
        for table in TEXTS:
            path = folder / "out" / f"tables-{table}.csv"
            if not path.exists():
                faults.append(f"{table}: no sheet; there are {sorted(each.name for each in (folder / 'out').iterdir())}")
                continue
            faults += compare(table, rows_of(path.read_text(encoding="utf-8")))
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(f"{len(TEXTS)} sheets, each cell as it was written")


if __name__ == "__main__":
    main()
