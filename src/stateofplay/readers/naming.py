"""From a name to a reader."""

from __future__ import annotations

from dataclasses import replace

from stateofplay.errors import ReaderError
from stateofplay.readers.local import LocalReader
from stateofplay.readers.reading import Reader
from stateofplay.settings import ReaderSettings, Settings

EMBEDDED = "embedded"
BOTH = "+"


def names_in(name: str) -> tuple[str, ...]:
    """The names of the readers that a name joins; of one reader its own.

    Examples
    --------
    >>> names_in("embedded + ministry"), names_in("embedded")
    (('embedded', 'ministry'), ('embedded',))
    """
    return tuple(part.strip() for part in name.split(BOTH))


def open_reader(settings: Settings, name: str | None = None) -> Reader:
    """The reader of a name.

    Parameters
    ----------
    settings
        Whose ``[readers.NAME]`` tables are known.
    name
        ``"embedded"``, a name of a table, a spaCy pipeline (package or folder), or two joined by ``+``; that of the settings
        where None.

    Raises
    ------
    ReaderError
        ``readers.unknown``, ``readers.unfit`` or ``readers.key``.
    LanguageError
        A pipeline is missing or unfit.

    Examples
    --------
    >>> open_reader(Settings()).languages
    ('en',)
    """
    name = (settings.reading.reader if name is None else name).strip()
    if BOTH in name:
        from stateofplay.readers.both import BothReaders

        names = names_in(name)
        if len(names) != 2 or not all(names) or names[0] == names[1]:
            raise ReaderError(
                f"{name!r} does not name two readers",
                slug="readers.unknown",
                hint="Two different names joined by +, for example: embedded+ministry",
            )
        return BothReaders(one=open_reader(settings, names[0]), other=open_reader(settings, names[1]))
    if name == EMBEDDED:
        language, finding = settings.language, settings.finding
        return LocalReader(name=name, languages=language.read_languages, language=language, finding=finding)
    known = settings.readers.get(name)
    if known is not None:
        return _of_table(name, known, settings)
    return _of_pipeline(name, name, settings.language.read_languages, settings)


def _of_table(name: str, known: ReaderSettings, settings: Settings) -> Reader:
    if known.pipeline:
        return _of_pipeline(name, known.pipeline, known.languages, settings)
    if not known.base_url.startswith(("http://", "https://")) or not known.model:
        raise ReaderError(
            f"the reader {name} has neither a pipeline nor a base_url (http or https) with a model",
            hint="docs/readers.md shows both.",
        )
    if "@" in known.base_url:
        raise ReaderError(
            f"the base_url of the reader {name} holds a login, which would be told wherever the reader is",
            hint="Keep the key in key_env or key_file.",
        )
    from stateofplay.readers.asking.model_reader import ModelReader

    return ModelReader(name, known, settings.reading)


def _of_pipeline(name: str, pipeline: str, languages: tuple[str, ...], settings: Settings) -> Reader:
    from stateofplay.errors import LanguageError
    from stateofplay.language.pipeline import load

    try:
        load(pipeline)
    except LanguageError as error:
        if error.slug != "language.missing":
            raise
        named = ", ".join((EMBEDDED, *settings.readers))
        raise ReaderError(
            f"there is no reader {name!r}: no table of the settings and no spaCy pipeline has that name",
            slug="readers.unknown",
            hint=f"Known: {named}. A pipeline must be installed, or be a folder.",
        ) from error
    language = replace(settings.language, pipeline=pipeline)
    return LocalReader(name=name, languages=languages, language=language, finding=settings.finding)
