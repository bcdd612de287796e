#!/usr/bin/env python3
"""An export of official advertising with many invoice lines is judged whole, in little memory.

  advertising_export.py --edca PROGRAM [--lines N] [--seed N]

Makes an export whose references and sums are right, puts in some mistakes, and asks that validation finds these and no others, that
a package of it has all of its rows, and that the peak of memory stays below 256 MiB. Prints bytes, seconds of processor and memory;
2,000,000 lines are asked for by hand.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

LIMIT = 256 << 20
HEADS = {
    "proveedores": "#,ID,Personalidad jurídica,Nombre o razón social,Nombre comercial,R.F.C.,Estatus",
    "facturas": "#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Trimestre,Monto,Archivo factura en PDF (Vínculo al archivo),"
                "Archivo factura en XML (Vínculo al archivo),Fecha de erogación,Estatus",
    "facturas_detalles": "#,ID Detalle Factura,Número de factura,Campaña o aviso institucional,Nombre campaña o aviso institucional,"
                         "Cantidad,Precio unitario con I.V.A incluido,Monto,Descripción del servicio o producto adquirido,Estatus",
}
WRONG = {"reference-invoice": 3, "line-sum": 5, "amount": 2}


def money(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def generate(folder, lines, random_):
    """Ten lines an invoice, a hundred invoices a supplier."""
    invoices = max(1, lines // 10)
    suppliers = max(1, invoices // 100)
    files = {name: (folder / f"{name}.csv").open("w", encoding="latin-1", newline="") for name in HEADS}
    for name, head in HEADS.items():
        files[name].write(head + "\n")
    for number in range(1, suppliers + 1):
        files["proveedores"].write(f'{number},{number},"Persona moral","Medio Inventado {number} SA de CV",Medio {number},,Activo\n')
    chosen = random_.sample(range(invoices * 10), sum(WRONG.values()))
    wrong = dict(zip(chosen, [rule for rule, count in WRONG.items() for _ in range(count)]))
    at = 0
    for number in range(1, invoices + 1):
        total = 0
        for _ in range(10):
            quantity, price = random_.randint(1, 40), random_.randint(100, 90000)
            amount = quantity * price
            total += amount
            rule = wrong.get(at)
            at += 1
            invoice = f"X-{at}" if rule == "reference-invoice" else f"F-{number}"
            # What is wrong in one place is not to show in another.
            priced = money(price + 1) if rule == "line-sum" else "mil" if rule == "amount" else money(price)
            if rule == "reference-invoice":
                total -= amount
            files["facturas_detalles"].write(f'{at},D-{at},{invoice},,"Campaña de prueba",{quantity},{priced},{money(amount)},'
                                             f'"Difusión de mensajes, concepto {at}",Activo\n')
        files["facturas"].write(f'{number},F-{number},"Medio Inventado {number % suppliers + 1} SA de CV","Sin contrato",'
                                f'"Sin orden de compra",2016,enero-marzo,{money(total)},,,2016-02-01,Activo\n')
    for file in files.values():
        file.close()
    return invoices * 10 + invoices + suppliers


def run(*command):
    """Output, seconds of processor and bytes of memory of a program."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), command
    return output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "export"
        folder.mkdir()
        rows = generate(folder, given.lines, random.Random(given.seed))
        size = sum(path.stat().st_size for path in folder.iterdir())
        text, seconds, memory = run(given.edca, "validate", "--now", "2026-01-01", "--format", "json", "--only",
                                    "advertising.reference-invoice,advertising.line-sum,advertising.amount,advertising.invoice-sum,"
                                    "advertising.invoice-lines,advertising.key-repeated", str(folder))
        found = collections.Counter(each["rule"].removeprefix("advertising.") for each in json.loads(text)["findings"])
        print(f"validate: {size} bytes, {seconds:.2f} s, {memory >> 20} MiB")
        if found != WRONG:
            failed.append(f"found {dict(found)}, not {WRONG}")
        _, used, most = run(given.edca, "convert", "--from", "publicidad-abierta", "--to", "tables", "--memory", "64MiB", str(folder),
                            "-o", f"{name}/package/")
        print(f"convert: {used:.2f} s, {most >> 20} MiB")
        made = sum(path.read_bytes().count(b"\r\n") - 1 for path in (pathlib.Path(name) / "package").glob("*.csv"))
        if made != rows:
            failed.append(f"{made} rows in the package, not {rows}")
        if max(memory, most) > LIMIT:
            failed.append(f"{max(memory, most)} bytes of memory")
    print(*failed, sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
