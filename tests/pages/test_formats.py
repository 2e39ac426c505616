"""Documents that are neither HTML nor bare text: PDF, Word, OpenDocument, mail, pages saved by a browser."""

from __future__ import annotations

import html
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stateofplay.cli.app import run as run_command
from stateofplay.errors import PageError
from stateofplay.pages import read_page
from stateofplay.pages.formats import formats
from stateofplay.pages.formats.pdf import _join, _Row
from stateofplay.pages.parts import take_parts
from stateofplay.record import open_case
from stateofplay.service.library import KeptCase
from stateofplay.service.state import gather
from stateofplay.service.views.checking.evidence import evidence_of_page
from tests.thoroughness import examples


def make_pdf(sheets: list[list[str]]) -> bytes:
    """A small PDF: one line of text a row, from the top of each page down."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for rows in sheets:
        shown = b"".join(
            b"(%s) Tj T*\n" % row.encode("latin-1").replace(b"(", rb"\(").replace(b")", rb"\)") for row in rows
        )
        stream = zlib.compress(b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET")
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


LETTER = [
    [
        "Ministry of Norvia - Press Service",
        "Joint statement on the Arda talks",
        "The delegations of Norvia and Estwald met in Arda on Sunday and agreed to con-",
        "tinue their talks in the first week of June. Both sides welcomed the release of",
        "forty prisoners.",
        "Norvia will not withdraw its troops from the Sund before a ceasefire holds, the",
        "1",
    ],
    [
        "Ministry of Norvia - Press Service",
        "minister said. Estwald called for a meeting of the two presidents.",
        "The next round is planned for 4 June in Arda.",
        "2",
    ],
    ["Ministry of Norvia - Press Service", "This statement was agreed by both delegations in Arda.", "3"],
]


def test_pdf_keeps_the_order_joins_words_and_sets_aside_heads_and_feet() -> None:
    article = read_page(make_pdf(LETTER))
    assert article.title == "Joint statement on the Arda talks"
    assert "agreed to continue their talks in the first week of June." in article.text
    assert "before a ceasefire holds, the minister said." in article.text
    assert "Press Service" not in article.text
    assert [c.reason for c in article.clutter].count("page_header") == 6
    second = article.text.index("Estwald called for")
    assert (article.sheet_of(0), article.sheet_of(second), article.sheet_of(len(article.text) - 3)) == (1, 2, 3)


@pytest.mark.parametrize(
    ("row", "after", "joined"),
    [
        ("TALKS OF NOR\u2010", "LAND AND ITS NEIGHBOURS", "TALKS OF NORLAND AND ITS NEIGHBOURS"),
        ("talks of nor\u2010", "land and its neighbours", "talks of norland and its neighbours"),
        ("TALKS OF NOR\u2010", "Norland said", "TALKS OF NOR\u2010 Norland said"),
        ("THE US-", "UK TALKS", "THE US-UK TALKS"),
    ],
)
def test_words_broken_by_a_hyphen_of_the_printer_are_whole(row: str, after: str, joined: str) -> None:
    assert _join([_Row(text=row, sheet=1), _Row(text=after, sheet=1)])[0] == [joined]


def test_rows_of_a_short_table_in_a_pdf_stay_rows() -> None:
    article = read_page(
        make_pdf(
            [
                [
                    "Joint communique of the Arda round",
                    "The delegations of Norvia and Estwald met in Arda on Sunday and agreed on a",
                    "timetable for the exchange of prisoners and the opening of the port.",
                    "Issue  Norvia  Estwald",
                    "Prisoners  40  38",
                    "Port  open by May  open by June",
                    "Troops  withdraw  stay",
                    "Done in Arda on 4 May 2031.",
                ]
            ]
        )
    )
    assert article.text.split("\n") == [
        "Joint communique of the Arda round",
        "The delegations of Norvia and Estwald met in Arda on Sunday and agreed on a timetable for the exchange of prisoners "
        "and the opening of the port.",
        "Issue Norvia Estwald",
        "Prisoners 40 38",
        "Port open by May open by June",
        "Troops withdraw stay",
        "Done in Arda on 4 May 2031.",
    ]


def test_a_brief_names_the_sheet_of_each_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.pdf").write_bytes(make_pdf(LETTER))
    for form, words in (
        ("terminal", "(sheet 2) Estwald called"),
        ("md", "sheet 2, characters"),
        ("html", 'data-sheet="2"'),
    ):
        assert run_command(["brief", str(tmp_path / "letter.pdf"), "--format", form, "--sentences", "--all"]) == 0
        assert words in capsys.readouterr().out
    case = str(tmp_path / "a.sop")
    assert run_command(["new", case, "--title", "Arda"]) == 0
    assert run_command(["add", case, str(tmp_path / "letter.pdf")]) == 0
    capsys.readouterr()
    assert run_command(["status", case, "--format", "md"]) == 0
    assert "sheet 2, characters" in capsys.readouterr().out
    with open_case(case) as opened:
        view = evidence_of_page(KeptCase(id="a", case=opened, version="", state=gather(opened)), 1)
    assert [p.sheet for paragraph in view.paragraphs for p in paragraph.pieces if p.sheet] == [1, 2, 3]


def test_a_scan_and_a_broken_pdf_are_told() -> None:
    with pytest.raises(PageError, match="2 scanned") as caught:
        read_page(make_pdf([[], []]))
    assert caught.value.slug == "pages.scan"
    with pytest.raises(PageError) as caught:
        read_page(make_pdf(LETTER)[:300])
    assert caught.value.slug in ("pages.damaged", "pages.scan")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def make_docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


RAISED = '<w:vertAlign w:val="superscript"/>'


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_tracked_changes_read_as_accepted() -> None:
    article = read_page(
        make_docx(
            f"<w:p>{run('Draft agreement of Arda')}</w:p>"
            f"<w:p>{run('Norvia shall ')}<w:ins>{run('not ')}</w:ins>{run('withdraw from ')}"
            f"<w:del><w:r><w:delText>Arda</w:delText></w:r></w:del><w:ins>{run('the Sund')}</w:ins>{run(' before June.')}</w:p>"
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Estwald frees ')}</w:p><w:p>{run('all prisoners.')}</w:p>"
            f"<w:p>{run('It pays ')}{run('five', '<w:strike/>')}{run(' six millions')}{run('12', RAISED)}{run('.')}</w:p>"
        )
    )
    assert article.text.split("\n") == [
        "Draft agreement of Arda",
        "Norvia shall not withdraw from the Sund before June.",
        "Estwald frees all prisoners.",
        "It pays six millions.",
    ]
    assert article.title == "Draft agreement of Arda"
    assert article.repairs[0] == "4 tracked changes are read as accepted."


def test_numbers_that_word_counts_itself_are_told_to_be_missing() -> None:
    """Article 2 of a draft is a paragraph of a list to Word: who quotes by the number must know that it is not in the text."""

    def item(text: str, number: int) -> str:
        rule = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{rule}</w:pPr>{run(text)}</w:p>"

    article = read_page(
        make_docx(
            f"<w:p>{run('Draft agreement of Arda')}</w:p>{item('Norvia shall withdraw from Arda.', 3)}"
            f"{item('Estwald frees all prisoners.', 3)}{item('', 3)}{item('Done in Arda on 4 May 2031.', 0)}"
        )
    )
    assert article.repairs == ("2 paragraphs have a number or bullet that is not in the text.",)
    plain = read_page(
        make_docx(f"<w:p>{run('Draft agreement of Arda')}</w:p><w:p>{run('Norvia shall withdraw.')}</w:p>")
    )
    assert plain.repairs == ()


def test_signs_that_word_keeps_apart_from_letters_part_numbers() -> None:
    """A range of days must not become a number, nor the two ends of a line one word."""
    apart = "<w:r><w:noBreakHyphen/></w:r>"
    article = read_page(
        make_docx(
            f"<w:p>{run('Draft agreement of Arda')}</w:p>"
            f"<w:p>{run('Norvia frees 2')}{apart}{run('5 prisoners on 7')}{apart}{run('10 May.')}</w:p>"
            f"<w:p>{run('Estwald opens the port')}<w:r><w:ptab/></w:r>{run('and both sides meet again.')}</w:p>"
        )
    )
    assert article.text.split("\n")[1:] == [
        "Norvia frees 2-5 prisoners on 7-10 May.",
        "Estwald opens the port and both sides meet again.",
    ]


@pytest.mark.parametrize("hyphen", ["&#8209;", "&hyphen;", "\u2011"])
@pytest.mark.parametrize("kind", ["text", "html"])
def test_hyphens_are_the_one_that_rules_know(kind: str, hyphen: str) -> None:
    """Many sites write that at which no line may break: "7-10 May" was one day, and a "UN-backed" envoy no mediator."""
    line = f"The talks of Norvia and Estwald in Arda go on from 7{hyphen}10 May, said the UN{hyphen}backed envoy."
    page = f"<html><body><article><h1>Talks in Arda</h1><p>{line}</p></article></body></html>"
    article = read_page((html.unescape(line) if kind == "text" else page).encode())
    assert "from 7-10 May, said the UN-backed envoy." in article.text


def test_the_reading_above_a_name_is_no_part_of_it() -> None:
    """Names in Japanese and Chinese papers bear their reading in small signs above: who asks for the city asks for the name."""
    guide = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('aruda')}</w:rt><w:rubyBase>{run('Arda')}</w:rubyBase></w:ruby></w:r>"
    title, before, after = "Draft agreement", "Norvia meets Estwald in", "on 4 May."
    word = read_page(make_docx(f"<w:p>{run(title)}</w:p><w:p>{run(before + ' ')}{guide}{run(' ' + after)}</w:p>"))
    guide = "<text:ruby><text:ruby-base>Arda</text:ruby-base><text:ruby-text>aruda</text:ruby-text></text:ruby>"
    opened = read_page(make_odt(f"<text:h>{title}</text:h><text:p>{before} {guide} {after}</text:p>"))
    assert word.text == opened.text == f"{title}\n{before} Arda {after}"


def make_odt(body: str) -> bytes:
    base = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{base}:office:1.0" xmlns:text="{base}:text:1.0"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {names}>{content}</office:document-content>")
    return out.getvalue()


def test_opendocument_texts() -> None:
    data = make_odt(
        "<text:tracked-changes><text:p>Norvia leaves.</text:p></text:tracked-changes><text:h>Draft of Arda</text:h>"
        "<text:p>Norvia<text:s/>shall <text:span>not</text:span> withdraw"
        "<text:note><text:p>Note 1.</text:p></text:note> now.</text:p>"
    )
    assert read_page(data).text == "Draft of Arda\nNorvia shall not withdraw now."


MAIL = b"""From: Harbour Post <desk@harbour.example>
To: readers@harbour.example
Subject: =?utf-8?q?Envoys_meet_in_Arda?=
Date: Sun, 04 May 2031 23:30:00 +0300
Message-ID: <1@harbour.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The envoys of Norvia and Estwald met in Arda on Sunday, two officials said.

On Sat, 3 May 2031 at 10:00, Mira Dahl wrote:
> Estwald will never sign, I hear.
"""


def test_a_mail_has_its_own_day_and_its_own_words() -> None:
    article = read_page(MAIL)
    assert (article.title, article.published, article.authors) == (
        "Envoys meet in Arda",
        "2031-05-04",
        ("Harbour Post",),
    )
    assert "never sign" not in article.text
    assert {c.reason for c in article.clutter} == {"quoted_reply"}
    assert read_page(MAIL, published="2031-05-01").published == "2031-05-01"


def hand_on(body: bytes, *, attached: bytes = MAIL) -> bytes:
    """A mail of Mira Dahl of the 9th, with the body and a mail attached whole."""
    return (
        b"From: Mira Dahl <mira@desk.example>\nSubject: Fwd: look at this\nDate: Fri, 09 May 2031 10:00:00 +0000\n"
        b'Message-ID: <2@desk.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        + body
        + b"--b\nContent-Type: message/rfc822\n\n"
        + attached
        + b"\n--b--\n"
    )


def test_what_is_attached_to_a_mail_is_not_its_senders_word() -> None:
    """An attached mail is named as not read; where it is all that there is, it is read with its own sender and day."""
    article = read_page(hand_on(b"--b\nContent-Type: text/plain\n\nThe desk in Lomar will look into this on Monday.\n"))
    assert (article.authors, article.published) == (("Mira Dahl",), "2031-05-09")
    assert "Estwald met" not in article.text
    assert any("Envoys meet in Arda, attached" in line for line in article.repairs)
    for whole in (hand_on(b""), hand_on(b"--b\nContent-Type: text/plain\n\n\n")):
        article = read_page(whole)
        assert (article.authors, article.published) == (("Harbour Post",), "2031-05-04")
        assert article.title == "Envoys meet in Arda"
        assert "Estwald met in Arda" in article.text


def test_a_mailbox_is_a_file_of_mails() -> None:
    box = (
        b"From desk@harbour.example Sun May  4 23:30:00 2031\n" + MAIL + b"\nFrom b@c Mon May  5 23:30:00 2031\n" + MAIL
    )
    parts = list(take_parts(box, name="box", max_bytes=10**6) or ())
    assert [p.name for p in parts] == ["1: Envoys meet in Arda", "2: Envoys meet in Arda"]
    assert read_page(parts[1].data).published == "2031-05-04"


def test_a_page_saved_by_a_browser() -> None:
    saved = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/a\r\nSubject: Envoys\r\n"
        b"Date: Fri, 9 Jun 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://harbour.example/a\r\n\r\n"
        b"<html><body><h1>Envoys meet</h1><p>The envoys of Norvia and Estwald met in Arda=\r\n on Sunday, two officials said.</p>"
        b"</body></html>\r\n--b--\r\n"
    )
    article = read_page(saved)
    assert article.url == "https://harbour.example/a"
    assert "met in Arda on Sunday" in article.text
    assert article.published is None


def test_scraped_text_with_a_line_like_a_header_is_no_mail() -> None:
    assert read_page(b"From: our correspondent\n\nThe envoys met in Arda on Sunday.").text.startswith("From:")


def test_names_and_suffixes_of_formats_are_their_own() -> None:
    names = [f.name for f in formats()]
    suffixes = [s for f in formats() for s in f.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)


@examples(80)
@given(st.data())
def test_damaged_documents_end_in_a_sentence(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([make_pdf(LETTER), make_docx(f"<w:p>{run('Talks go on.')}</w:p>"), MAIL]))
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    said = ""
    try:
        said = read_page(bytes(broken[: data.draw(st.integers(10, len(broken)))])).text
    except PageError as error:
        said = error.sentence
    assert said
