"""Charsets: what is announced, what is meant, what is broken."""

from __future__ import annotations

import pytest

from stateofplay.pages import read_page
from stateofplay.pages.received.encoding import decode

GERMAN = "Die Unterhändler aus Österreich sprachen über Gefangene – „ohne Ergebnis“."
RUSSIAN = "Переговоры в Арде продолжались до вечера, но стороны не договорились о прекращении огня."


@pytest.mark.parametrize(
    ("data", "header", "text"),
    [
        (GERMAN.encode(), None, GERMAN),
        (GERMAN.encode("cp1252"), "windows-1252", GERMAN),
        (GERMAN.encode("cp1252"), "ISO-8859-1", GERMAN),
        (GERMAN.encode("cp1252"), "no-such-charset", GERMAN),
        (GERMAN.encode("cp1252"), None, GERMAN),
        (GERMAN.encode(), "windows-1252", GERMAN),
        (GERMAN.encode("utf-16"), None, GERMAN),
        (GERMAN.encode("utf-16-le"), None, GERMAN),
        (GERMAN.encode("utf-8-sig"), "latin-1", GERMAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), None, '<meta charset="windows-1251">' + RUSSIAN),
        (RUSSIAN.encode(), "hex", RUSSIAN),
    ],
)
def test_the_right_charset_is_found(data: bytes, header: str | None, text: str) -> None:
    found = decode(data, charset=header)
    assert found.text == text
    assert not any("could not be read" in r for r in found.repairs)


def test_a_wrong_announcement_is_reported() -> None:
    found = decode(RUSSIAN.encode(), charset="koi8-r")
    assert found.text == RUSSIAN
    assert found.repairs == ("The page was announced as koi8-r but is UTF-8, and was read as UTF-8.",)


def test_broken_bytes_and_control_characters_are_reported() -> None:
    data = "Die Unterhändler sprachen über Gefangene. ".encode() * 20 + b"\xff\x00\x01 Ende."
    found = decode(data, charset="utf-8")
    assert "Unterhändler" in found.text
    assert found.repairs == (
        "1 byte could not be read as utf-8, shown as \ufffd.",
        "2 control characters were taken out.",
    )


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, "The “red line” isn’t new – says the café’s owner."])
def test_text_garbled_by_others_is_put_right_and_reported(text: str) -> None:
    garbled = text.encode().decode("cp1251" if text is RUSSIAN else "cp1252", "replace")
    if "\ufffd" in garbled:
        garbled = text.replace("“", '"').replace("”", '"').encode().decode("cp1252")
        text = text.replace("“", '"').replace("”", '"')
    article = read_page(garbled.encode())
    assert article.text == text
    assert article.repairs == ("1 line was garbled by a wrong charset and put right.",)


@pytest.mark.parametrize(
    "text",
    [
        "He said “we’ll see” – and left… naïve, São Paulo, Ærø, Ñandú, 10 °C, 5 £, ½.",
        "Прапор України над містом; “так” — сказав речник.",
        "Ça va? Où? Déjà vu; ÉTAT D’URGENCE À ALGER.",
        "A 🕊️ for Cafe\u0301 owners.",
    ],
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    found = decode(text.encode())
    assert found.text == text
    assert found.repairs == ()


UKRAINIAN = "Переговорники зустрілися в Арді в понеділок і поїхали, її міністр ґречно мовчав. Є надія на мир."
RUSSIAN_TALKS = "Переговорщики встретились в Арде в понедельник и уехали, министр молчал. Есть надежда на мир."


@pytest.mark.parametrize("label", [None, "koi8-r", "koi8-u"])
def test_koi8_u_apart_from_koi8_r(label: str | None) -> None:
    found = decode((UKRAINIAN * 3).encode("koi8-u"), charset=label)
    assert (found.text, found.charset) == (UKRAINIAN * 3, "koi8-u")
    assert (found.repairs == ()) == (label == "koi8-u")
    russian = decode((RUSSIAN_TALKS * 3).encode("koi8-r"), charset=label)
    assert russian.text == RUSSIAN_TALKS * 3
    boxes = "┌──┐\n│ Итог │\n└──┘\n" + RUSSIAN_TALKS
    assert decode(boxes.encode("koi8-r"), charset="koi8-r").text == boxes
