#!/usr/bin/env bash
# openpyxl 3.1.5, XlsxWriter 3.3.1, python-calamine 0.9.1 and polars 2.1.0: Start_x0020_Date becomes Start Date, and a line end _x000D_.
#
# In a cell of Office Open XML, _x0020_ stands for the character of that number, and text that happens to look so has to be written as
# _x005F_x0020_. openpyxl does not write this, and reads the mark alone: columns of SharePoint (Start_x0020_Date) and ids with such a part
# in them are other words to calamine and polars, and one cell that says _x0041_ says A. XlsxWriter does write it, also for a carriage
# return: a sentence with the line ends of Windows that polars or pandas wrote has "_x000D_" in it once openpyxl, pandas' reader, gives it
# back. The pairs openpyxl and openpyxl, XlsxWriter and calamine keep such words, so that a test of one's own sees nothing.
# Common guess: text in a cell is the text that was put there, as long as it has no control characters.
# What helps: XlsxWriter for writing, and "\n" for line ends before it; an escape put in by hand is shown by openpyxl, read by the others.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  openpyxl==3.1.5 XlsxWriter==3.3.1 python-calamine==0.9.1 polars==2.1.0 fastexcel==0.21.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import openpyxl
import polars
import xlsxwriter
from python_calamine import CalamineWorkbook

TEXTS = ["Start_x0020_Date", "S_x002F_RES_x002F_2728", "_x0041_", "They met.\r\nThey left.", "They met.\nThey left."]

book = openpyxl.Workbook()
for row, text in enumerate(TEXTS, 1):
    book.active.cell(row, 1, text)
book.save("openpyxl.xlsx")
book = xlsxwriter.Workbook("xlsxwriter.xlsx")
sheet = book.add_worksheet()
for row, text in enumerate(TEXTS):
    sheet.write_string(row, 0, text)
book.close()
polars.DataFrame({"text": TEXTS}).write_excel("polars.xlsx", include_header=False)

print("given:", *map(repr, TEXTS))
for name in ("openpyxl.xlsx", "xlsxwriter.xlsx", "polars.xlsx"):
    cells = [cell.value for cell in openpyxl.load_workbook(name).active["A"]]
    print(f"{name}, read by openpyxl:", *map(repr, cells))
    print(f"{name}, read by calamine:", *(repr(row[0]) for row in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()))
    print(f"{name}, read by polars:", *map(repr, polars.read_excel(name, has_header=False).to_series()))
PYTHON
)
expected=$(cat <<'TEXT'
given: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\r\nThey left.' 'They met.\nThey left.'
openpyxl.xlsx, read by openpyxl: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\nThey left.' 'They met.\nThey left.'
openpyxl.xlsx, read by calamine: 'Start Date' 'S/RES/2728' 'A' 'They met.\nThey left.' 'They met.\nThey left.'
openpyxl.xlsx, read by polars: 'Start Date' 'S/RES/2728' 'A' 'They met.\nThey left.' 'They met.\nThey left.'
xlsxwriter.xlsx, read by openpyxl: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met._x000D_\nThey left.' 'They met.\nThey left.'
xlsxwriter.xlsx, read by calamine: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\r\nThey left.' 'They met.\nThey left.'
xlsxwriter.xlsx, read by polars: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\r\nThey left.' 'They met.\nThey left.'
polars.xlsx, read by openpyxl: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met._x000D_\nThey left.' 'They met.\nThey left.'
polars.xlsx, read by calamine: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\r\nThey left.' 'They met.\nThey left.'
polars.xlsx, read by polars: 'Start_x0020_Date' 'S_x002F_RES_x002F_2728' '_x0041_' 'They met.\r\nThey left.' 'They met.\nThey left.'
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
