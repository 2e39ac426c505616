"""Shapes of lines that are never the article: a table of regular expressions, each with the reason it stands for.

Every row is ``(reason, longest line in words it may judge, words, expression)``. Rows are tried in order; the first that
matches names the reason. The limit keeps a shape meant for a credit line from judging a paragraph that happens to begin
like one. Of the words, parted by bars and in small letters, one stands in every line that has the shape, so that most lines
need not be searched; a row without words is a shape of the whole line and is tried at its start alone. What repeats must read a
line in one way only: spaces that belong to either of two parts are tried in all ways, four times as many for each sign.
"""

# ruff: noqa: E501 - a table of expressions reads best with one row a line

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from stateofplay.model.tongues.tables import tongues

_MONTH = (
    r"(?:jan|feb|fév|mar|mär|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|août|ago|sep|set|oct|okt|out|nov|dec|dez|déc|dic|"
    r"янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)\w*\.?"
)
_SAID = "|".join(re.escape(w) for t in tongues().values() for w in (*t.published, *t.updated))
_BY = "|".join(re.escape(w) for t in tongues().values() for w in t.bylines)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|hrs?|h)?(?:\s*\(?(?:gmt|utc|cet|cest|eet|est|edt|et|pt|pst|ist|bst|msk)\b\)?)?(?:\s*[+-]\d+)?"
_DATE = (
    rf"(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s+(?:19|20)\d\d)?|\d{{1,2}}\.?(?:st|nd|rd|th)?\s+(?:de\s+)?{_MONTH},?(?:\s+(?:de\s+)?(?:19|20)\d\d)?|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\.?|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})"
)
_WHOLE_DATE = rf"(?:{_DAY},?\s)?(?:{_MONTH}\s\d{{1,2}},?|\d{{1,2}}\s{_MONTH},?)\s(?:19|20)\d\d"
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|Getty|TASS|UPI|ANSA|dpa|DPA|PTI|ANI|Xinhua|Anadolu|Bloomberg|CNN|BBC|Shutterstock|Sputnik|Ukrinform|IMAGO|Imago|Unsplash|Wikimedia|Flickr|iStock|NurPhoto|Handout|Pool)"
_NAME = r"[^\W\d_][\w.'’-]*"
_CAPITALISED = r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁЄІЇҐΑ-Ω][\w.'’-]*)"

# fmt: off
ROWS: tuple[tuple[str, int, str, str], ...] = (
    ("markup", 4, "", r"^[^\w]*$"),
    ("markup", 3, "", r"^(?:\W*\w\W*)$"),
    ("markup", 12, "", r"^\s*(?:\{|\}|</?\w+[^>]*>|function\s*\(|var \w+\s*=|window\.|@media|\.\w+\s*\{)"),
    ("links", 400, "", r"^(?:\W*(?:!?\[[^\]]{0,200}\]\([^)]*\)|https?://\S+|www\.\S+)\W*)+$"),
    ("links", 80, "](", r"\]\(\S*https?:/\S*\)\s*$"),
    ("ad", 4, "", r"^\W*ad_\d+\W*$"),
    ("ad", 8, "", r"(?i)^\W*(?:advertisement|story continues below|article continues)\b"),
    ("timestamp", 4, "", rf"^\W*{_CLOCK}\W*$"),
    ("timestamp", 14, "", rf"(?i)^\W*(?:[\w-]+,?\s+){{0,3}}{_DATE}\W*(?:(?:at|às|à|um|a las|um|в|о)\s+)?(?:{_CLOCK})?\W*(?:by\b.{{0,40}})?$"),
    ("timestamp", 14, "", rf"^(?i:{_WHOLE_DATE})(?:,?\s{_CLOCK})?\s?[|/·•–—-]\s?{_CAPITALISED}(?:\s{_NAME}){{0,4}}$"),
    ("timestamp", 14, "", rf"^{_CAPITALISED}(?:\s{_NAME}){{0,4}}\s?[|/·•]\s?(?i:{_WHOLE_DATE})(?:,?\s{_CLOCK})?$"),
    ("timestamp", 16, "", rf"(?i)^\W*(?:\w+,?\s+)?(?:{_SAID}|last updated|first published)\b.{{0,20}}(?:{_DATE}|{_CLOCK}|\bago\b)"),
    ("timestamp", 18, "updated|published|posted", rf"(?i)^\W*[^|·•]{{2,60}}[|·•]\s*(?:published|updated|posted)\b.{{0,20}}(?:{_DATE}|{_CLOCK})"),
    ("timestamp", 18, "", r"(?i)^\W*this (?:post|story|article|page|report|piece|version)\b.{0,25}\b(?:updated|corrected|published|amended|modified)\b"),
    ("timestamp", 8, "", r"(?i)^\W*(?:(?:published|updated|posted)\W+)?(?:an?|\d+)\s*(?:s|m|h|d|min|mins|minutes?|hrs?|hours?|days?|weeks?|months?|years?)\s+ago\b.{0,30}$"),
    ("timestamp", 8, "", r"(?i)^\W*(?:il y a|hace|há|vor)\s+\d+\s+\w+\W*$"),
    ("headline_list", 40, "", r"(?i)^\W*\d{1,2}[:h]\d{2}(?!\d)(?::\d{2})?\s*(?:[-–—|:]\s*)?(?!\s*[ap]\.?m\b)\S.*[^.]$"),
    ("timestamp", 6, "", r"(?i)^\W*\d+\s*(?:min(?:ute)?s?|minutes?)\s+(?:read|de lecture)\W*$|^\W*(?:reading time|temps de lecture|lesezeit)\b.*$"),
    ("copyright", 60, "©|(c)|copyright|rights reserved|droits réservés|derechos reservados|rechte vorbehalten|права", r"(?i)(?:^\W*(?:©|\(c\)\s*\d{4}|copyright\b)|\ball rights reserved\b|©\s*(?:19|20)\d\d|\btous droits réservés|todos los derechos reservados|alle rechte vorbehalten|все права защищены|усі права захищено)"),
    ("copyright", 50, "may not be|our standards|material may|your personal|reproduction", r"(?i)\b(?:may not be (?:reproduced|broadcast|redistributed)|material may not be published|our standards: the thomson reuters|for your personal,? non-?commercial use|reproduction (?:is )?prohibited)\b"),
    ("byline", 90, "", r"(?i)^\W*(?:additional |with |further )?(?:reporting|writing|editing|compiled|edited|translated) (?:and \w+ )?by\b.*$"),
    ("byline", 90, "contributed to", r"(?i)\bcontributed to (?:this|the) (?:report|story|article|post|dispatch)\b"),
    ("byline", 14, "", rf"^(?:{_BY})\s+{_CAPITALISED}(?:,?\s+(?:and|und|et|y|e|en|i|и|&|of|de|van|von|{_CAPITALISED}|\|?[-–,/|]))*\W*$"),
    ("byline", 40, "contribut|with ", r"(?i)^[^.]{3,60}\b(?:also )?contributed (?:to )?(?:the )?(?:reporting|writing|research)\b|^\W*contributing:|^with (?:\w+ ){0,2}(?:wires?|agencies|wire reports)\W*$"),
    ("byline", 8, "", r"(?i)^\W*source:\s+\S"),
    ("bio", 60, "reporter|correspondent|journalist|columnist|editor|freelancer|producer|writer|contributor", r"(?i)^.{2,50}?\b(?:is|was) (?:an?|the|our) (?:\w+[\s-]){0,5}(?:reporter|correspondent|journalist|columnist|editor|freelancer|producer|writer|contributor)\b(?: (?:at|for|with|based|covering|who)\b|.{0,3}$)"),
    ("byline", 40, "follow|contact|reach|mail", r"(?i)^\W*(?:you can )?(?:follow|contact|reach|e-?mail) (?:him|her|them|the (?:author|reporters?)|[^.,]{3,40} at \S+@\S+)\b|\breach the reporters?\b|^\W*follow \w+ \w+ on (?:twitter|x|instagram)\b"),
    ("byline", 8, "", r"^\W*(?:@\w+|\S+@\S+\.\w+)(?:\s+(?:@\w+|\S+@\S+\.\w+))*\W*$"),
    ("byline", 40, "this |originally", r"(?i)\bthis (?:article|story|piece) (?:was|has been|is) (?:first |originally )?(?:published|produced|translated|republished|syndicated|from a|edited)\b|\boriginally (?:published|appeared) (?:on|in|at)\b"),
    ("byline", 40, "edited by|syndicated", r"(?i)\b(?:not|hasn't|has not) (?:been )?edited by \w+|\bpublished from a syndicated feed\b"),
    ("caption", 90, "photo:|image |back to|view |open |launch ", r"\bPhoto:\s[^.]{2,80}$|(?i:^\W*image \d+ of\b|^\W*(?:back to|view|open|launch) (?:the )?(?:gallery|slideshow|photos)\b)"),
    ("caption", 70, "[|(", rf"[\[(](?:[^\])]{{0,40}}\b)?{_AGENCY}\b[^\])]{{0,40}}(?:photo|image|images|via|file|picture|pool|handout|/)[^\])]{{0,40}}[\])]\W*$"),
    ("caption", 70, "[|(", r"(?i)[\[(](?:photo|image|picture|file|credit|source|foto|фото)\b[^\])]{0,60}[\])]\W*$"),
    ("caption", 70, "getty|via reuters|via ap|anadolu agency via|/afp|/reuters|reuters/|afp/|epa|ap photo|imago/|shutterstock|file photo", r"(?i)\b(?:getty images|via getty|afp/getty|via reuters|via ap|/afp|/reuters|reuters/(?!ipsos)|afp/|epa[-/]efe|ap photo|imago/|anadolu agency via|shutterstock|file photo)\b.{0,40}$"),
    ("caption", 40, "[", rf"\[[^\]]{{0,40}}{_AGENCY}[^\]]{{0,20}}\]\W*$"),
    ("caption", 5, "", rf"^\W*(?:{_NAME}\s+)*(?:/|\|)?\s*{_AGENCY}(?:\s*/\s*{_NAME})*\W*$"),
    ("caption", 70, "photo|picture|illustration|image", r"\b(?:Photo(?:graph)?|Picture|Illustration)s? (?:by|courtesy of) [A-Z]|\|\s*(?:Photo|Image|Picture)\b"),
    ("caption", 70, ":", r"(?i)\b(?:photo|photograph|image|picture|photo credit|image credit|credit)s?:\s?[^.:]{2,60}$"),
    ("caption", 60, "(|left|right|center|centre", r"\((?:L|R|C|2nd L|2nd R|left|right|cent(?:er|re))\)|,\s(?:second from |second |far )?(?:left|right|cent(?:er|re)),\s"),
    ("promo", 30, "", r"^[A-Z0-9][^a-zа-яё]*(?:\s+[^\sa-zа-яё]+){5,}$"),
    ("promo", 30, "open|coverage|tip|story|important", r"(?i)\bopens? (?:in )?(?:a )?new (?:tab|window)\W*$|^\W*(?:find|see|read) (?:more of|all of|our full)\b.{0,60}\bcoverage\b|\b(?:do you have a (?:story|tip)|is this article important)\b"),
    ("caption", 50, "20", rf"(?i)^(?!.*\b(?:on|since|from|until|till|of|by|dated|before|after)\s+(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+20\d\d\.?\W*$)\S.{{40,}},\s(?:{_DAY},?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),\s+20\d\d\.?\W*$"),
    ("caption", 90, "close ", r"^CLOSE (?=[A-Z])"),  # the button of a video over the words beneath it
    ("tag_list", 20, "", r"^\W*#\w+(?:[\s,]+#\w+)*\W*$"),
    ("nav_label", 25, "", r"^[^.!?]{1,41}(?:[›»>][^.!?›»>]{1,62}){2,}$|^[^.!?]{1,30}\s[›»]\s[^.!?]{1,60}$"),
    ("nav_label", 25, "", r"^[^|]{1,25}(?:\s*\|\s*[^|]{1,25}){2,}$"),
    ("nav_label", 12, "sensex|nifty|nasdaq|dow jones|brent|°", r"(?i)\b(?:sensex|nifty|nasdaq|dow jones|brent)\b.{0,6}\d|-?\d+\s*°\s*[CF]?\b"),
    ("comments", 10, "", r"(?i)^\W*\d[\d.,]*k?\s+(?:comments?|replies|responses|shares|views|likes|reactions|commentaires|comentarios|kommentare|комментари\w+)\b.{0,12}$"),
    ("newsletter", 45, "inbox|unsubscribe|spam|newsletter|sign up|subscribe|channel|notification", r"(?i)\b(?:your inbox|unsubscribe (?:at )?any ?time|no spam|our (?:free |daily |weekly |morning |evening )*newsletters?|newsletter and|sign up (?:here|now|below)|subscribe (?:now|here|today)|our (?:telegram|whatsapp|youtube) channel|push notifications?)\b"),
    ("cookie", 80, "cookie|privacy", r"(?i)\bcookies?\b.{0,80}\b(?:use|accept|consent|policy|experience|settings|preferences|analy[sz]e|ads)\b|\b(?:use|accept|consent to)\b.{0,40}\bcookies?\b|\bprivacy (?:policy|notice)\b.{0,40}\bterms\b|\bterms\b.{0,40}\bprivacy (?:policy|notice)\b"),
    ("social", 25, "", r"(?i)^\W*(?:share|tweet|like|follow|join)\b.{0,60}\b(?:facebook|twitter|whatsapp|telegram|linkedin|instagram|google news|youtube)\b"),
    ("related", 25, "", r"(?i)^\W*(?:also )?(?:read|see)(?: also| more| next)?\s*(?:\||:|»|>|→|--)\s*\S.*[^.]$"),
    ("related", 40, "read more", r"[^\s.!?…:,;”\"’)]\s+Read more\W*$"),
    ("video", 30, "", r"^Play Video\s+\d{1,2}:\d{2}\b"),
    ("video", 25, "", r"(?i)^\W*watch(?: more| live| now)?\s*(?:\||:|»|>|→|--)\s*\S.*[^.]$"),
    ("promo", 30, "", r"(?i)^\W*more\b.{0,40}:\s*https?://|^\W*follow\b.{0,60}\b(?:coverage|updates|live blog)\b|^\W*(?:did you )?(?:like|enjoy(?:ed)?) (?:this|what you)\b|^\W*if you (?:enjoyed|liked) th(?:is|ese)\b|^\W*tell us (?:what|your)\b|^\W*(?:have|got) (?:a|any) (?:tip|story|news tip)s?\b|^\W*like this story\b"),
    ("correction", 120, "version of this|versions of this", r"(?i)^\W*(?:(?:correct(?:ion|ed)|clarification|(?:editor|author)['’]?s['’]? note|note|update)\b[^.]{0,40}[:.–—-]\s*)?(?:an?|the) (?:earlier|previous|original) versions? of this (?:article|story|report|post|page|piece|headline)\b"),
    ("related", 12, "more ", r"(?i)^\W*more (?:[\w'’]+ ){0,4}(?:stories|headlines|coverage|articles)\W*$"),
    ("copyright", 80, "subject to copyright", r"(?i)\bsubject to copyright\b"),
    ("promo", 30, "[", r"^[^.]{10,}\s\[[A-Z][A-Z ]{3,14}\]\W*$"),
    ("promo", 30, "click|tap |here", r"(?i)^\W*(?:click|tap) (?:here|on)\b|\b(?:read|see|find|watch) (?:the )?(?:full|more|our)\b.{0,30}\bhere\W*$"),
    ("promo", 25, "", r"(?i)^\W*(?:listen|more|explained|explainer|analysis|opinion|in pictures|fact check|timeline|interactive|profile|exclusive|must[- ]read)\s*(?:\||:|»|>|→|--)\s*\S.*[^.]$"),
    ("video", 40, "replay|must watch|watched|playing", r"(?i)\breplay more videos\b|\bmust watch\b|^\W*(?:just|now) (?:watched|playing)\b"),
)
# fmt: on


@dataclass(frozen=True, kw_only=True)
class _Shape:
    reason: str
    limit: int
    words: tuple[str, ...]
    expression: str

    @cached_property
    def test(self) -> Callable[[str], re.Match[str] | None]:
        """Compiled when a line first asks it: the lines of a page ask few."""
        pattern = re.compile(self.expression)
        return pattern.search if self.words else pattern.match


_DOTLESS = ("ı", "İ")
"""For ``(?i)`` these are an i; for `str.casefold` they are not."""


@cache
def _shapes() -> tuple[_Shape, ...]:
    return tuple(
        _Shape(reason=reason, limit=limit, words=tuple(filter(None, words.split("|"))), expression=expression)
        for reason, limit, words, expression in ROWS
    )


MOST = max(limit for _, limit, _, _ in ROWS) + 1
"""A line of so many words has none of the shapes."""


@cache
def _shapes_up_to(words: int) -> tuple[_Shape, ...]:
    """The shapes that a line of so many words may have: a paragraph few."""
    return tuple(shape for shape in _shapes() if words <= shape.limit)


def match_shape(line: str, words: int) -> str | None:
    """Return the reason of the first shape that a line of so many words has, or None.

    Examples
    --------
    >>> match_shape("© 2031 The Harbour Post", 5)
    'copyright'
    >>> match_shape("The delegations met on Monday.", 5) is None
    True
    """
    folded = line
    for letter in _DOTLESS:
        folded = folded.replace(letter, "i")
    folded = folded.casefold()
    for shape in _shapes_up_to(min(words, MOST)):
        for word in shape.words:
            if word in folded:
                break
        else:
            if shape.words:
                continue
        if shape.test(line):
            return shape.reason
    return None
