"""Writes the numbers of a workbook to fifteen digits, as spreadsheet programs do when they save; and with one of them changed."""
import re
import zipfile

found = []


def rounded(match):
    found.append(match[1])
    return f"<v>{format(float(match[1]), '.15g')}</v>"


def write(path, change):
    with zipfile.ZipFile("digits.xlsx") as book, zipfile.ZipFile(path, "w") as out:
        for name in book.namelist():
            text = book.read(name).decode()
            out.writestr(name, change(text) if name.startswith("xl/worksheets/") else text)


def rounded_all(text):
    return re.sub(r"<v>(-?\d+\.\d+(?:[eE][+-]?\d+)?|-?\d{16,})</v>", rounded, text)


write("rounded.xlsx", rounded_all)
print(sorted(found))
write("changed.xlsx", lambda text: rounded_all(text).replace("<v>1234.56</v>", "<v>1234.57</v>"))
