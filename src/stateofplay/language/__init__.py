"""Text to tokens, parse, quotations, times and actors.

>>> from stateofplay.model import Article
>>> from stateofplay.language import understand
>>> document = understand(Article(text="Norway hosted the talks on Monday."))  # doctest: +SKIP

Begin at `document`, what everything after works on. Made by `embedded` (the network of `syntax/`) or by a spaCy `pipeline`
(with what is in `for_spacy/`), `name_lists` and `misread_verbs` (what they set right) and `tokens` (words as plain objects);
then `press/` (datelines, quotations), `times/` and `actors/`, the last by the `lexicon/`. Asked by finders: `clauses` (who does
what), `modality` (did it happen) over `moods` and `modality_words`, `function_words` (closed classes), `inflections` (forms of
the words in tables), `trees` (learned choices); by faces, `agreement` (verbs with their names) and `sentences` (a text cut
without a parse).
`tongues/`: other languages, by tables alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stateofplay.model import Article
from stateofplay.settings import LanguageSettings

if TYPE_CHECKING:
    from stateofplay.language.document import Document, Mention, MentionKind, Quotation, TimeExpression
    from stateofplay.language.tokens import Doc

__all__ = ["Document", "Mention", "MentionKind", "Quotation", "TimeExpression", "parse", "understand"]


def __getattr__(name: str) -> object:
    """The records of a document, loaded when first asked for: who shows cases needs the tables of words alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stateofplay.language import document

    return getattr(document, name)


def parse(article: Article, settings: LanguageSettings | None = None) -> Document:
    """Tokenise and parse an article; times and actors are not yet looked for."""
    from stateofplay.language.document import Document
    from stateofplay.language.press.quotations import find_quotations

    doc = reader_of_words(settings)(article.text)
    return Document(article=article, doc=doc, quotations=find_quotations(doc))


def reader_of_words(settings: LanguageSettings | None = None) -> Callable[[str], Doc]:
    """What cuts and parses a text: the embedded reader, which does without spaCy, or the pipeline that the settings name."""
    from stateofplay.language.embedded import EMBEDDED, read_words

    name = (settings or LanguageSettings()).pipeline
    if name == EMBEDDED:
        return read_words
    from stateofplay.language.pipeline import load
    from stateofplay.language.tokens import Doc

    pipeline = load(name)
    return lambda text: Doc(pipeline(text), text)


def understand(article: Article, settings: LanguageSettings | None = None) -> Document:
    """Parse an article and find its times and actors.

    Parameters
    ----------
    article
        The article; ``article.published`` anchors relative times.
    settings
        Which pipeline and lexicon to use; the defaults where None.

    Returns
    -------
    Document
        What the finders of `stateofplay.finding` work on. Cost: linear in the length of the text, nearly all of it the parse.
    """
    from stateofplay.language.actors import find_actors
    from stateofplay.language.times import find_times

    return find_actors(find_times(parse(article, settings)))
