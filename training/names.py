"""Names in text that marks mentions, not names: cut GUM's and re3d's mentions down to the proper name inside.

GUM marks every mention ("the country's military") and re3d every actor and place with its description ("the UN Special
Envoy de Mistura"); a name tagger needs "Staffan de Mistura" alone, spans that do not nest, and three labels.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pycountry
from treebank import Sentence

GUM_LABELS = {"person": "PERSON", "place": "LOC", "organization": "ORG"}
_TITLES = """
    president prime minister minister mr mr. mrs mrs. ms ms. dr dr. sir lord lady king queen prince princess
    sheikh general gen. colonel col. major captain lieutenant lt. sgt. admiral ambassador secretary foreign
    defence defense chancellor senator sen. representative rep. governor gov. pope judge justice professor prof.
    envoy special high spokesman spokeswoman spokesperson commander chief chairman director emperor ayatollah
"""
TITLES = frozenset(_TITLES.split())
_PARTICLES = """
    al el bin ibn abu de la del der van von di da dos du le al- of and for the on -
"""
PARTICLES = frozenset(_PARTICLES.split())


def gum_names(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The outermost named persons, places and organisations of one GUM sentence."""
    spans = []
    for start, end, kind, linked in _mentions(sentence):
        span = _name_within(sentence, start, end, linked)
        if span and kind in GUM_LABELS:
            spans.append((*span, GUM_LABELS[kind]))
    return _outermost(spans)


def _mentions(sentence: Sentence) -> list[tuple[int, int, str, bool]]:
    open_at: list[tuple[str, int, str, bool]] = []
    found = []
    for index, entity in enumerate(sentence.entities):
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", entity):
            if piece.startswith("("):
                fields = piece.strip("()").split("-")
                kind, linked = (fields[1] if len(fields) > 1 else ""), len(fields) >= 8
                if piece.endswith(")"):
                    found.append((index, index + 1, kind, linked))
                else:
                    open_at.append((fields[0], index, kind, linked))
            else:
                key = piece.rstrip(")")
                for position in range(len(open_at) - 1, -1, -1):
                    if open_at[position][0] == key:
                        _, start, kind, linked = open_at.pop(position)
                        found.append((start, index + 1, kind, linked))
                        break
    return found


def _name_within(sentence: Sentence, start: int, end: int, linked: bool) -> tuple[int, int] | None:
    """The capitalised core around the mention's head; an "of" phrase stays in when the mention is linked."""
    heads = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i]
    if not heads:
        return None
    head = heads[0]
    if sentence.upos[head] != "PROPN":
        flat = [i for i in range(start, end) if sentence.heads[i] == head and sentence.rels[i] == "flat"]
        if not flat or sentence.upos[flat[0]] != "PROPN":
            return None
        first, last = flat[0], flat[-1]
    else:
        first = last = head
        while first > start and _inside(sentence, first - 1, head):
            first -= 1
        while last + 1 < end and _inside(sentence, last + 1, head):
            last += 1
    if linked and last + 2 < end and sentence.forms[last + 1] in ("of", "for"):
        step = last + 2 + (sentence.forms[last + 2] == "the")
        if step < end and sentence.upos[step] in ("PROPN", "ADJ") and sentence.forms[step][0].isupper():
            while step + 1 < end and sentence.forms[step + 1][0].isupper():
                step += 1
            last = step
    for index in range(first, last):
        if sentence.forms[index].lower() in TITLES:
            first = index + 1
    while first < last and not sentence.forms[first][0].isalnum():
        first += 1
    if ("Number=Plur" in sentence.feats[first] and first == last) or sentence.forms[first].lower() in TITLES:
        return None
    while last + 2 < end and sentence.forms[last + 1] == "-" and sentence.forms[last + 2][0].isalpha():
        last += 2
    while last > first and not (sentence.forms[last][0].isalnum() or sentence.forms[last] == "."):
        last -= 1
    return (first, last + 1) if sentence.forms[first][0].isupper() or sentence.forms[last][0].isupper() else None


def _inside(sentence: Sentence, index: int, head: int) -> bool:
    form = sentence.forms[index]
    if form in (",", "(", ")", '"', "“", "”", ":", ";", "'s", "’s", "/", "[", "]"):
        return False
    if not (form[0].isupper() or form[0].isdigit() or form.lower() in PARTICLES):
        return False
    climb = index
    for _ in range(4):
        if climb == head:
            return True
        if sentence.rels[climb].split(":")[0] not in (
            "flat",
            "compound",
            "amod",
            "nummod",
            "punct",
            "nmod",
            "goeswith",
        ):
            return False
        climb = sentence.heads[climb]
    return climb == head


def _outermost(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)


_PEOPLES = """
    Afghan Albanian Algerian American Angolan Arab Arabic Argentine Argentinian Armenian Australian Austrian
    Azerbaijani Azeri Bahraini Bangladeshi Baltic Bashkir Basque Belarusian Belarussian Belgian Bengali Berber
    Bolivian Bosnian Brazilian British Bulgarian Burmese Burundian Cambodian Cameroonian Canadian Catalan Chadian
    Chechen Chilean Chinese Colombian Congolese Cossack Croat Croatian Cuban Cypriot Czech Danish Dutch Ecuadorian
    Egyptian Emirati English Eritrean Estonian Ethiopian European Filipino Finnish Flemish French Gabonese Gazan
    Georgian German Ghanaian Greek Guatemalan Guinean Haitian Honduran Hungarian Icelandic Indian Indonesian
    Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovar Kurdish
    Kuwaiti Kyrgyz Laotian Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malaysian Malian Maltese
    Mauritanian Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Myanmarese Namibian Nepalese Nepali
    Nicaraguan Nigerian Nigerien Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian Peruvian
    Polish Portuguese Punjabi Qatari Romanian Russian Rwandan Sahrawi Salvadoran Saudi Scottish Senegalese Serb
    Serbian Singaporean Slovak Slovakian Slovene Slovenian Somali Spanish Sudanese Swedish Swiss Syrian Taiwanese
    Tajik Tamil Tanzanian Tatar Thai Tibetan Tigrayan Togolese Tunisian Turk Turkish Turkmen Ugandan Ukrainian
    Uruguayan Uyghur Uzbek Venezuelan Vietnamese Welsh Yemeni Zambian Zimbabwean Asian African Western Slavic
    Scandinavian Latin Sinhalese Pashtun Hazara Yazidi Kurd Alawite Druze Maronite Houthi Rohingya Muslim
    Christian Jewish Jew Hindu Buddhist Sikh Sunni Shia Shiite Catholic Protestant Orthodox Islamic Islamist
    Baathist Republican Democrat Democratic Communist Socialist
"""
PEOPLES = frozenset(_PEOPLES.split())
_UNCHANGED = ("Western", "Orthodox", "Latin", "Democratic")
PEOPLES |= {word + "s" for word in PEOPLES if word[-1] not in "sh" and word not in _UNCHANGED}

RE3D_LABELS = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"}
COUNTRIES = frozenset(
    {name for c in pycountry.countries for name in (c.name, getattr(c, "common_name", c.name))}
    | {
        "U.S.",
        "US",
        "USA",
        "UK",
        "U.K.",
        "Russia",
        "Iran",
        "Syria",
        "North Korea",
        "South Korea",
        "Turkey",
        "Palestine",
    }
)
_RE3D_STOP = """
    the a an his her our their its this these those all other both no of in on to he she we i it they you
"""
RE3D_STOP = frozenset(_RE3D_STOP.split())


def re3d_documents(folder: Path) -> list[tuple[str, str, list[tuple[int, int, str]]]]:
    """(id, text, names by character) of each re3d document, mentions reduced to names.

    A mention counts as a name when, without leading articles and titles, every word of it is capitalised or a particle;
    of nested names the longest stays, except that a country inside is kept as part of the longer one.
    """
    documents = []
    for source in sorted(path for path in folder.iterdir() if (path / "documents.json").exists()):
        records = [json.loads(line) for line in (source / "documents.json").open(encoding="utf-8")]
        marks = [json.loads(line) for line in (source / "entities.json").open(encoding="utf-8")]
        for record in records:
            spans = [
                span
                for mark in marks
                if mark["documentId"] == record["_id"] and mark["type"] in RE3D_LABELS
                for span in [_re3d_name(record["text"], mark["begin"], mark["end"], RE3D_LABELS[mark["type"]])]
                if span
            ]
            documents.append((record["_id"], record["text"], _by_vote(record["text"], spans)))
    return documents


def _re3d_name(text: str, begin: int, end: int, label: str) -> tuple[int, int, str] | None:
    words = [(m.start() + begin, m.end() + begin, m.group()) for m in re.finditer(r"[^\s]+", text[begin:end])]
    if label == "PERSON":
        cut = [i for i, (_, _, w) in enumerate(words[:-1]) if w.lower() in TITLES or w.endswith((",", "’s", "'s"))]
        words = words[cut[-1] + 1 :] if cut else words
    while words and (
        words[0][2].lower().strip(",") in RE3D_STOP or (label == "PERSON" and not words[0][2][0].isupper())
    ):
        words.pop(0)
    if not words or (len(words) == 1 and words[0][2].lower() in TITLES):
        return None
    for _, _, word in words:
        core = word.strip("().,'’\"“”")
        if not core or not (core[0].isupper() or core[0].isdigit() or core.lower() in PARTICLES or core[:3] == "al-"):
            return None
    first, last = words[0][0], words[-1][1]
    piece = text[first:last]
    trimmed = re.sub(r"(['’]s?|[,;:.])$", "", piece) if not re.search(r"\b[A-Z]\.$", piece) else piece
    last = first + len(trimmed)
    if not any(word[0].isupper() for _, _, word in words) or re.search(r"[;\n]|, .*,", trimmed):
        return None
    if " " not in trimmed and trimmed.endswith(("ans", "ian", "ians", "ish", "ese", "is")) and label != "LOC":
        return None
    return first, last, label


def _by_vote(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Longest first; a stretch that the document also marks as a place is one, since countries act in re3d."""
    votes = Counter((text[start:end], label) for start, end, label in spans)

    def relabel(span: tuple[int, int, str]) -> tuple[int, int, str]:
        words = text[span[0] : span[1]]
        if span[2] == "ORG" and (words in COUNTRIES or votes[words, "LOC"] > votes[words, "ORG"]):
            return span[0], span[1], "LOC"
        if span[2] == "PERSON" and (
            words in COUNTRIES or votes[words, "LOC"] + votes[words, "ORG"] > votes[words, "PERSON"]
        ):
            return span[0], span[1], "LOC" if votes[words, "LOC"] >= votes[words, "ORG"] else "ORG"
        return span

    order = {"PERSON": 0, "LOC": 1, "ORG": 2}
    kept: list[tuple[int, int, str]] = []
    for span in sorted({relabel(s) for s in spans}, key=lambda s: (s[0] - s[1], s[0], order[s[2]])):
        if all(span[1] <= other[0] or span[0] >= other[1] for other in kept):
            kept.append(span)
    return sorted(kept)
