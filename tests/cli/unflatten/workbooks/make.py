"""Makes workbooks by hand: dates of three kinds, in books that count from 1900 and 1904; amounts; long numbers; OpenDocument."""
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def cell(value):
    """A text, a number, or (number, style)."""
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    number, style = value if isinstance(value, tuple) else (value, 0)
    return f'<c s="{style}"><v>{number}</v></c>'


def xlsx(path, rows, properties=""):
    types = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{types}/content-types"/>')
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
                         '<sheet name="Entregas" sheetId="1" r:id="rId1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{types}/relationships">'
                         f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                         f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>')
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>')
        data = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>')


def dates(path, serial, properties=""):
    xlsx(path, [["ocid", "id", "date"], ["ocds-mx0009-1", "texto", "31/12/2024"], ["ocds-mx0009-1", "celda", (serial, 1)]], properties)


dates("1900.xlsx", 45657)
dates("1904.xlsx", 45657 - 1462, '<workbookPr date1904="1"/>')
xlsx("montos.xlsx", [["ocid", "id", "tender/value/amount"], ["ocds-mx0009-1", "1", "$1,234.50"], ["ocds-mx0009-2", "1", "1.234,50"],
                     ["ocds-mx0009-3", "1", 1234.5]])
xlsx("cifras.xlsx", [["ocid", "id", "parties/0/id", "parties/0/name"], ["ocds-mx0009-1", "1", "1.23456789012346E+17", "A"],
                     ["ocds-mx0009-2", "1", 123456789012345678, "B"], ["ocds-mx0009-3", "1", 123456, "C"]])
xlsx("etiquetas.xlsx", [["Identificador de contratación abierta (OCID)", "Etapa de licitación: Tipo de procedimiento"],
                        ["ocds-mx0009-1", "Licitación pública"]])

names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))


def texts(*values):
    return "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(each)}</text:p></table:table-cell>' for each in values)


with zipfile.ZipFile("libro.ods", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    rows = [
        texts("ocid", "id", "tender/id", "tender/title", "tender/value/amount", "tender/hasEnquiries", "tender/numberOfTenderers",
              "tender/awardCriteriaDetails", "tender/submissionMethodDetails"),
        # The title is merged over two columns: what it covers is empty, and those behind it keep their places.
        texts("ocds-mx0009-1", "1", "00123") +
        '<table:table-cell office:value-type="string" table:number-columns-spanned="1"><text:p>Papel<text:s text:c="2"/>bond</text:p></table:table-cell>'
        '<table:table-cell office:value-type="currency" office:currency="MXN" office:value="1500000.10"><text:p>$1,500,000</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FALSO</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>uno</text:p><text:p>dos</text:p></table:table-cell>'
        "<table:covered-table-cell/>",
        texts("ocds-mx0009-2", "1", "00124") + '<table:table-cell table:number-columns-repeated="4"/>' +
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>igual</text:p></table:table-cell>',
    ]
    archive.writestr("content.xml", f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Entregas">'
                     + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
                     + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
                     + "</table:table></office:spreadsheet></office:body></office:document-content>")
