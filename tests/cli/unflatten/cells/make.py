"""Makes a workbook with numbers in a column of dates, none of which has the format of a date."""
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006"


def cell(value):
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c><v>{value}</v></c>"


ROWS = [["ocid", "id", "date"], ["ocds-mx0009-1", "1", 2024], ["ocds-mx0009-1", "2", 45351], ["ocds-mx0009-1", "3", 45351.5]]
with zipfile.ZipFile("fechas.xlsx", "w") as archive:
    archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}/content-types"/>')
    archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                     '<sheet name="Entregas" sheetId="1" r:id="rId1"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{TYPES}/relationships">'
                     f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in ROWS)
    archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>')
