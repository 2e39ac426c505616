#!/usr/bin/env bash
# python-docx 1.2.0, mammoth 1.13.0 and pandoc 3.9 (pypandoc-binary 1.17): a name with its reading above it is lost: "Talks in  ended."
#
# Names of people and places in Japanese and Chinese papers bear their reading in small signs above (ruby, the phonetic guide of Word). Word
# keeps name and reading in a w:ruby within the run, where the three do not look, so that the sentence stays whole and loses whom or what it
# is about. docx2txt has both as one word, the reading first. In a workbook the reading lies beside the name in its string: openpyxl and
# calamine leave it out, xlsx2csv leaves it out of strings that cells share and puts it behind those that stand in the cell itself (as
# openpyxl writes all of its own), so that one city is two in one column.
# Common guess: what is above a word is looks, lost at worst; the word below it is text like any other.
# What helps: before reading, put the runs of each w:rubyBase in the place of its w:ruby.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 pypandoc-binary==1.17 \
  openpyxl==3.1.5 python-calamine==0.9.1 xlsx2csv==0.8.6 XlsxWriter==3.3.1
cd "$folder"
seen=$(PYTHONIOENCODING=utf-8 "$folder/env/bin/python" - <<'PYTHON'
import io
import zipfile

import docx
import docx2txt
import mammoth
import openpyxl
import pypandoc
import python_calamine
import xlsxwriter
from xlsx2csv import Xlsx2csv

NAME, READING = "北上", "きたかみ"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
GUIDE = f"""<w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="21"/><w:lid w:val="ja-JP"/>
</w:rubyPr><w:rt><w:r><w:t>{READING}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{NAME}</w:t></w:r></w:rubyBase></w:ruby>"""


def fill(template, name, parts):
    """A copy of the file, with the given parts in the place of those that it has."""
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(name, "w") as new:
        for part in old.namelist():
            new.writestr(part, parts.get(part) or old.read(part))


docx.Document().save("plain.docx")
body = f'<w:p><w:r><w:t xml:space="preserve">Talks in </w:t></w:r><w:r>{GUIDE}</w:r><w:r><w:t xml:space="preserve"> ended.</w:t></w:r></w:p>'
fill("plain.docx", "talks.docx", {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})

with xlsxwriter.Workbook("plain.xlsx") as book:
    book.add_worksheet().write(0, 0, "city")
guided = f'<t>{NAME}</t><rPh sb="0" eb="2"><t>{READING}</t></rPh>'
sheet = f"""<worksheet {S}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>
<row r="2"><c r="A2" t="inlineStr"><is>{guided}</is></c></row></sheetData></worksheet>"""
shared = f'<sst {S} count="1" uniqueCount="1"><si>{guided}</si></sst>'
fill("plain.xlsx", "talks.xlsx", {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared})

print("python-docx:", *[paragraph.text for paragraph in docx.Document("talks.docx").paragraphs])
with open("talks.docx", "rb") as file:
    print("mammoth:", mammoth.extract_raw_text(file).value.strip())
print("docx2txt:", docx2txt.process("talks.docx").strip())
print(f"pandoc {pypandoc.get_pandoc_version()}:", pypandoc.convert_file("talks.docx", "plain", format="docx").strip())
print("openpyxl:", *[row[0] for row in openpyxl.load_workbook("talks.xlsx").active.values])
print("calamine:", *[row[0] for row in python_calamine.CalamineWorkbook.from_path("talks.xlsx").get_sheet_by_index(0).to_python()])
table = io.StringIO()
Xlsx2csv("talks.xlsx").convert(table)
print("xlsx2csv:", *table.getvalue().split())
PYTHON
)
expected=$(cat <<'TEXT'
python-docx: Talks in  ended.
mammoth: Talks in  ended.
docx2txt: Talks in きたかみ北上 ended.
pandoc 3.9: Talks in ended.
openpyxl: 北上 北上
calamine: 北上 北上
xlsx2csv: 北上 北上きたかみ
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
