"""Makes workbooks that would do something to whoever opens them."""
import pathlib
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
HEADS = ("ocid", "id", "date", "tag", "initiationType")
VALUES = ("ocds-mx0009-1", "1", "2025-01-10T12:00:00-06:00", "planning", "tender")


def row(number, cells):
    texts = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{texts}</row>'


def xlsx(path, rows=row(1, HEADS) + row(2, VALUES), target="worksheets/sheet1.xml", book="", links="", parts=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                                            f'<sheet name="Hoja" sheetId="1" r:id="rId1"/></sheets>{book}</workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels",
                         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/>{links}</Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')
        for name, content in parts:
            archive.writestr(name, content)


secret = pathlib.Path("secreto.xml")
secret.write_text(f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, HEADS)}{row(2, ["ocds-secreto", *VALUES[1:]])}</sheetData></worksheet>')
xlsx("fuera.xlsx", target="../../../secreto.xml")
xlsx("archivo.xlsx", target="file:///etc/passwd")
xlsx("circulo.xlsx", target="workbook.xml")
xlsx("formulas.xlsx", row(1, HEADS) + row(2, VALUES) + '<row r="3"><c r="A3"><f>A3+B3</f></c><c r="B3"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c>'
     '<c r="C3"><f>cmd|\' /C calc\'!A0</f><v>2025</v></c></row>')
xlsx("macros.xlsm", parts=[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(60)), ("../../fuera.txt", "x"), ("xl/../../fuera.txt", "x"),
                           ("xl/externalLinks/externalLink1.xml", f'<externalLink xmlns="{MAIN}"/>')],
     links=f'<Relationship Id="rId3" Type="{OFFICE}/externalLink" Target="http://127.0.0.1:9/libro.xlsx" TargetMode="External"/>',
     book='<externalReferences><externalReference r:id="rId3"/></externalReferences>')
xlsx("renglones.xlsx", row(1, HEADS) + row(4_000_000_000, VALUES))
