#!/usr/bin/env bash
# docx2txt 0.9, docx2python 3.7.1 and kreuzberg 4.10.4: "between 2-5 were wounded on 7-10 May" comes out of Word as 25, on 710 May.
#
# The hyphen at which a line may not break, which Word sets on Ctrl+Shift+_ and careful desks set in ranges of days and numbers, is no
# letter in a .docx but an element of its own, <w:noBreakHyphen/>, beside the <w:t> of the words. Three readers gather the words and pass
# over it, so that both sides grow into one number, which nothing downstream can tell from a count; an act of "cease-fire" is lost to who
# searches for it. python-docx writes "-", mammoth (and what stands on it) U+2011, which is no "-" either for who looks for ranges.
# Common guess: what is seen on the page as a sign is a character in the file; a reader of plain text at worst loses looks, not signs.
# What helps: python-docx or mammoth, then U+2011 to "-"; a look at "w:noBreakHyphen" in word/document.xml before trusting another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 kreuzberg==4.10.4 \
  mammoth==1.13.0 python-docx==1.2.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import docx
import docx2txt
import kreuzberg
import mammoth
from docx.oxml import OxmlElement
from docx2python import docx2python

document = docx.Document()
paragraph = document.add_paragraph()
for number, words in enumerate(("Between 2", "5 were wounded on 7", "10 May; the cease", "fire holds.")):
    if number:
        paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
    paragraph.add_run(words)
document.save("talks.docx")


def with_mammoth(path):
    with open(path, "rb") as file:
        return mammoth.extract_raw_text(file).value


READERS = {
    "docx2txt": docx2txt.process,
    "docx2python": lambda path: docx2python(path).text,
    "kreuzberg": lambda path: kreuzberg.extract_file_sync(path).content,
    "python-docx": lambda path: docx.Document(path).paragraphs[0].text,
    "mammoth": with_mammoth,
}
for name, read in READERS.items():
    print(f"{name}:", read("talks.docx").strip().replace("\u2011", "<U+2011>"))
PYTHON
)
expected=$(cat <<'TEXT'
docx2txt: Between 25 were wounded on 710 May; the ceasefire holds.
docx2python: Between 25 were wounded on 710 May; the ceasefire holds.
kreuzberg: Between 25 were wounded on 710 May; the ceasefire holds.
python-docx: Between 2-5 were wounded on 7-10 May; the cease-fire holds.
mammoth: Between 2<U+2011>5 were wounded on 7<U+2011>10 May; the cease<U+2011>fire holds.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
