"""BibTeX: the pages of the case for a list of references."""

from __future__ import annotations

from typing import BinaryIO

from stateofplay.exchange.formats.parts.format import Format, Written
from stateofplay.exchange.formats.parts.material import Material
from stateofplay.exchange.formats.parts.references import Reference, references

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def escape(text: str) -> str:
    """Write text so that BibTeX and LaTeX print it as it is.

    Examples
    --------
    >>> print(escape("50% of {A & B}"))
    50\\% of \\{A \\& B\\}
    """
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))


def write(material: Material, out: BinaryIO) -> Written:
    """Write one ``@online`` entry a page."""
    entries = [_entry(reference) for reference in references(material)]
    out.write("".join(entries).encode("utf-8"))
    return Written(count=len(entries), what="references")


def _entry(reference: Reference) -> str:
    fields = {
        "title": f"{{{escape(reference.title)}}}",
        "author": " and ".join(f"{{{escape(a)}}}" for a in reference.authors),
        "organization": escape(reference.site or ""),
        "date": reference.published or "",
        "url": "".join(_VERBATIM.get(c, c) for c in reference.address or ""),
        "urldate": reference.accessed,
        "langid": reference.language or "",
        "note": f"Page {reference.number} of the case",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{reference.key},", *lines, "}", "", ""])


FORMAT = Format(
    name="bibtex",
    suffix=".bib",
    media="application/x-bibtex; charset=utf-8",
    says="The pages of the case as BibLaTeX `@online` entries: for lists of references.",
    fields=(
        ("title", "headline, or the source where there is none"),
        ("author", "authors as the page states them, each kept whole"),
        ("organization", "name of the site"),
        ("date", "ISO date of publication"),
        ("url", "address of the page"),
        ("urldate", "day on which it was received"),
        ("langid", "ISO 639-1 code"),
        ("note", "number of the page in the case"),
    ),
    notes=("Written in UTF-8; LaTeX's special characters are escaped.",),
    write=write,
)
