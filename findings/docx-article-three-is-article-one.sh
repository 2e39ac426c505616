#!/usr/bin/env bash
# docx2python 3.7.1, mammoth 1.13.0 and python-docx 1.2.0: "Article 2." and "2.1" of an agreement in Word are 2) and 1), 1. and 1., or nothing.
#
# Word counts articles itself: the number is no text but a rule, "Article %1." and "%1.%2". docx2python counts and drops the rule: 2.1 is
# "1)" and an article's number has no "Article" before it. mammoth makes lists of HTML and Markdown, which begin anew behind every plain
# paragraph: Article 2 is 1., Article 3 is 1. as well, and no attribute "start" tells. python-docx and mammoth's raw text have no number at
# all, so that "as said in 2.1" points nowhere. (The text on what they make of tracked changes is another script.)
# Common guess: what is read has the numbers that the page shows, or visibly none; a list that goes on goes on.
# What helps: count with numbering.xml oneself (w:lvlText, w:start, a level up sets those below to nought), or read the PDF beside it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0 docx2python==3.7.1 mammoth==1.13.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

RULES = ("Article %1.", "%1.%2")
levels = "".join(
    f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{rule}"/></w:lvl>' for k, rule in enumerate(RULES)
)
document = docx.Document()
numbering = document.part.numbering_part.element
numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
for level, words in (
    (0, "Ceasefire"),
    (1, "Fire ends on 7 May."),
    (1, "Guns go back."),
    (None, "The parties note what follows."),
    (0, "Prisoners"),
    (1, "All go home."),
    (None, "Done as said in 2.1."),
    (0, "Borders"),
):
    paragraph = document.add_paragraph(words)
    if level is not None:
        rule = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(rule))
document.save("agreement.docx")


def lines(text):
    return " | ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


print("python-docx:", lines("\n".join(p.text for p in docx.Document("agreement.docx").paragraphs)))
with docx2python("agreement.docx") as read:
    print("docx2python:", lines(read.text))
with open("agreement.docx", "rb") as file:
    print("mammoth, Markdown:", lines(mammoth.convert_to_markdown(file).value.replace("\\", "")))
    print("mammoth, HTML, attribute start:", "start=" in mammoth.convert_to_html(file).value)
    print("mammoth, raw:", lines(mammoth.extract_raw_text(file).value))
PYTHON
)
expected=$(cat <<'TEXT'
python-docx: Ceasefire | Fire ends on 7 May. | Guns go back. | The parties note what follows. | Prisoners | All go home. | Done as said in 2.1. | Borders
docx2python: 1) Ceasefire | 1) Fire ends on 7 May. | 2) Guns go back. | The parties note what follows. | 2) Prisoners | 1) All go home. | Done as said in 2.1. | 3) Borders
mammoth, Markdown: 1. Ceasefire | 1. Fire ends on 7 May. | 2. Guns go back. | The parties note what follows. | 1. Prisoners | 1. All go home. | Done as said in 2.1. | 1. Borders
mammoth, HTML, attribute start: False
mammoth, raw: Ceasefire | Fire ends on 7 May. | Guns go back. | The parties note what follows. | Prisoners | All go home. | Done as said in 2.1. | Borders
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
