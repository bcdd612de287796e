"""Makes files that are called workbooks: a page of HTML, one with a password, one of Excel before 2007, bombs, entities."""
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
HEAD = '<row r="1"><c t="inlineStr"><is><t>ocid</t></is></c><c t="inlineStr"><is><t>id</t></is></c></row>'


def xlsx(path, sheet, sheets='<sheet name="Hoja" sheetId="1" r:id="rId1"/>'):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels",
                         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in sheet:
                part.write(piece.encode() if isinstance(piece, str) else piece)


def bomb():
    yield f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}<row r="2"><c t="inlineStr"><is><t>'
    for _ in range(100):
        yield b"x" * (1 << 20)
    yield "</t></is></c></row></sheetData></worksheet>"


open("pagina.xls", "w").write("<html><body><table><tr><td>ocid</td></tr></table></body></html>")
open("clave.xlsx", "wb").write(COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(512))
open("viejo.xls", "wb").write(COMPOUND + "Workbook".encode("utf-16-le") + bytes(512))
xlsx("bomba.xlsx", bomb())
entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "lol"}">' for at in range(10))
xlsx("entidades.xlsx", [f'<!DOCTYPE w [{entities}]><worksheet xmlns="{MAIN}"><sheetData>{HEAD}<row r="2"><c t="inlineStr"><is>'
                        "<t>&a9;</t></is></c></row></sheetData></worksheet>"])
xlsx("vacio.xlsx", [f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'], sheets="")
