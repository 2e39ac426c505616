#!/usr/bin/env bash
# python-docx 1.2.0: paragraph.text leaves out what was inserted with tracked changes, and what was deleted too: the "not" of a draft is gone.
#
# Drafts of agreements travel with tracked changes. Inserted runs lie inside <w:ins>, deleted ones in <w:del> with a text element of their own,
# and paragraph.text takes the runs and links that are direct children alone: neither the old draft nor the new one, but what both share.
# "shall (inserted: not) move forces within (deleted: five) (inserted: fifty) km" reads "shall move forces within km". mammoth 1.13.0 gives the
# draft as accepted. docx2txt 0.9 and docx2python 3.7.1 accept insertions and deletions as well, but a sentence that was moved stands there
# twice, at its old place and at its new one, since words in <w:moveFrom> keep the ordinary text element.
# Common guess: text is the document as it looks with all changes accepted, or at worst with none; and all readers give the same.
# What helps: take <w:del> and <w:moveFrom> off the tree and all <w:t> of the rest; say how many changes there were.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python


def plain(words, text="t"):
    return f'<w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r>'


def tracked(change, number, words, text="t"):
    by = 'w:author="A" w:date="2026-05-07T10:00:00Z"'
    return f'<w:{change} w:id="{number}" {by}>{plain(words, text)}</w:{change}>'


def moved(end, number, words):
    """A move has its ends marked around it, with a name that both places share."""
    mark = f'<w:move{end}RangeStart w:id="{number}" w:author="A" w:date="2026-05-07T10:00:00Z" w:name="m"/>'
    return f'{mark}{tracked(f"move{end}", number + 1, words)}<w:move{end}RangeEnd w:id="{number}"/>'


parts = [
    moved("To", 10, "Prisoners go home first. "),
    plain("The parties shall "),
    tracked("ins", 1, "not "),
    plain("move forces within "),
    tracked("del", 2, "five ", "delText"),
    tracked("ins", 3, "fifty "),
    plain("km. "),
    moved("From", 20, "Prisoners go home first. "),
]
document = docx.Document()
filled = parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>")
paragraph = document.add_paragraph()._p
for child in list(filled):
    paragraph.append(child)
document.save("draft.docx")

print("python-docx:", docx.Document("draft.docx").paragraphs[0].text.strip())
with open("draft.docx", "rb") as file:
    print("mammoth:", mammoth.extract_raw_text(file).value.strip())
print("docx2txt:", docx2txt.process("draft.docx").strip())
with docx2python("draft.docx") as read:
    print("docx2python:", read.text.strip())
PYTHON
)
expected=$(cat <<'TEXT'
python-docx: The parties shall move forces within km.
mammoth: Prisoners go home first. The parties shall not move forces within fifty km.
docx2txt: Prisoners go home first. The parties shall not move forces within fifty km. Prisoners go home first.
docx2python: Prisoners go home first. The parties shall not move forces within fifty km. Prisoners go home first.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
