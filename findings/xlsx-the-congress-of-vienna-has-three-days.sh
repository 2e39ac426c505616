#!/usr/bin/env bash
# openpyxl 3.1.5, XlsxWriter 3.3.1, polars 2.1.0 and python-calamine 0.9.1: a day before 1900 in a workbook is three days or midnight.
#
# Office Open XML counts days from the last of 1899 and says nothing sure of what was before. Both writers take 9 June 1815 without a word:
# openpyxl writes -30885, XlsxWriter (and so polars, and pandas with that engine) -30886. Of the readers, openpyxl gives 9 and 8 June, polars
# 10 and 9 June, and calamine, pandas' fast engine, midnight without a day. Each pair but two is wrong, and a sheet of older treaties that
# is read, amended and written again may move a day each time. 31 December 1899 is midnight to two of the three readers.
# Common guess: a day before 1900 is refused by the writer; or what one package has written another reads.
# What helps: write such days as text, ISO 8601, and the whole column so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  openpyxl==3.1.5 XlsxWriter==3.3.1 polars==2.1.0 fastexcel==0.21.0 python-calamine==0.9.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import datetime

import openpyxl
import polars
import xlsxwriter
from python_calamine import CalamineWorkbook

DAYS = [datetime.date(1815, 6, 9), datetime.date(1899, 12, 31), datetime.date(1919, 6, 28)]

book = openpyxl.Workbook()
for row, day in enumerate(DAYS, 1):
    book.active.cell(row, 1, day)
book.save("openpyxl.xlsx")

book = xlsxwriter.Workbook("xlsxwriter.xlsx")
sheet, form = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
for row, day in enumerate(DAYS):
    sheet.write_datetime(row, 0, day, form)
book.close()

print("given to both:", *DAYS)
for name in ("openpyxl.xlsx", "xlsxwriter.xlsx"):
    print(f"{name}, read by openpyxl:", *(str(cell.value).removesuffix(" 00:00:00") for cell in openpyxl.load_workbook(name).active["A"]))
    print(f"{name}, read by polars:", *polars.read_excel(name, has_header=False).to_series())
    print(f"{name}, read by calamine:", *(row[0] for row in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()))
PYTHON
)
expected=$(cat <<'TEXT'
given to both: 1815-06-09 1899-12-31 1919-06-28
openpyxl.xlsx, read by openpyxl: 1815-06-09 00:00:00 1919-06-28
openpyxl.xlsx, read by polars: 1815-06-10 1899-12-31 1919-06-28
openpyxl.xlsx, read by calamine: 00:00:00 00:00:00 1919-06-28
xlsxwriter.xlsx, read by openpyxl: 1815-06-08 00:00:00 1919-06-28
xlsxwriter.xlsx, read by polars: 1815-06-09 1899-12-31 1919-06-28
xlsxwriter.xlsx, read by calamine: 00:00:00 00:00:00 1919-06-28
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
