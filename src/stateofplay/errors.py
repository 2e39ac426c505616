"""Every error that State of Play raises on purpose.

::

    StateOfPlayError
    ├── PageError              pages.*       a page cannot be fetched or read
    ├── LanguageError          language.*    a language pipeline is missing or unfit
    ├── ReaderError            readers.*     a reader by name is missing, or does not answer as it must
    ├── FindingError           finding.*     the reader is assembled wrongly, or a claim breaks its contract
    ├── ModelError             model.*       a record breaks its own rules
    ├── RecordError            record.*      a case file cannot be opened, read or written
    ├── ConflictError          conflict.*    a conflict model is wrong or too large
    ├── CaseworkError          casework.*    a conflict model cannot be drafted
    ├── ExchangeError          exchange.*    a format is unknown or a file cannot be imported
    ├── TeamError              team.*        somebody is not let in, or an account, role or link is not as asked
    ├── BatchError             batch.*       many pages cannot be read into a dataset
    └── SettingsError          settings.*    the settings file is wrong

Each error carries a stable *slug* for programs, a sentence naming the thing for people, and a *hint* at the next step.
Faces (terminal, web) translate them into exit codes and notices; no traceback reaches a user.
"""

from __future__ import annotations

import re

EXIT_CODES: dict[int, str] = {
    0: "done",
    2: "the command was written wrongly: a word, option or value that it does not know",
    65: "what was named cannot be used: a page, case, model or export that is unreadable or wrong, or a thing that is not in it",
    69: "a host or server does not answer",
    70: "a fault of State of Play itself",
    74: "a file cannot be read or written: it is missing, closed, taken or locked, or the disk is full",
    78: "something is not set up: a settings file, a language pipeline, a library",
    130: "stopped with Ctrl-C",
}
"""What the exit code of a command means, those of BSD's sysexits where there is one."""

CODE_OF: dict[str, int] = {
    "conflict.usage": 2,
    "exchange.case": 2,
    "exchange.format": 2,
    "exchange.kind": 2,
    "exchange.parameter": 2,
    "exchange.binary": 2,
    "pages.none": 2,
    "record.day": 2,
    "record.location": 2,
    "record.words": 2,
    "readers.unreachable": 69,
    "readers.busy": 69,
    "readers.slow": 69,
    "readers.answer": 65,
    "readers.budget": 65,
    "record.unreachable": 69,
    "exchange.missing": 78,
    "pages.library": 78,
    "batch.library": 78,
    "batch.ray": 78,
    "batch.other": 65,
    "batch.changed": 65,
    "batch.no-dataset": 65,
    "batch.newer": 65,
    "batch.source": 65,
    "batch.workers": 70,
    "batch.store": 69,
    "batch.number": 2,
    "record.driver": 78,
    "exchange.read": 74,
    "exchange.write": 74,
    "casework.unwritable": 74,
    **dict.fromkeys(
        (
            "record.ambiguous_claim", "record.claim_fields", "record.claim_kind", "record.copy_page", "record.correction",
            "record.damaged", "record.evidence", "record.issue_name", "record.judged_meanwhile", "record.newer",
            "record.no_such_actor", "record.no_such_claim", "record.no_such_issue", "record.no_such_page", "record.not_a_case",
            "record.nothing_to_withdraw", "record.old_page", "record.older", "record.one_name", "record.strange",
            "record.verdict",
        ),
        65,
    ),
}  # fmt: skip
"""Slug -> exit code, where it is another than that of the error's class."""


def whole_sentence(words: str) -> str:
    """Words with the stop that ends a sentence, where they have none.

    >>> whole_sentence("the disk is full"), whole_sentence("notes.bin is binary data."), whole_sentence("")
    ('the disk is full.', 'notes.bin is binary data.', '')
    """
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."


_A_NAME = re.compile(r"[/\\_@]|\w[.:]\w")


def begin(words: str) -> str:
    """Words as a sentence begins; the name of a file and an address stay as they are.

    >>> begin("the disk is full"), begin("notes.bin is binary data"), begin("http://here.example is away"), begin("")
    ('The disk is full', 'notes.bin is binary data', 'http://here.example is away', '')
    """
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    return words if _A_NAME.search(first) else words[:1].upper() + words[1:]


class StateOfPlayError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    sentence
        One plain sentence that names the thing that is wrong.
    slug
        Stable, machine-readable name such as ``"pages.unreadable"``.
    hint
        The next step for the user, or ``""``.

    Examples
    --------
    >>> error = PageError("notes.bin is not a readable page", slug="pages.binary", hint="Save the page as HTML or text.")
    >>> error.slug, error.exit_code
    ('pages.binary', 65)
    """

    exit_code = 70
    default_slug = "stateofplay.error"

    def __init__(self, sentence: str, *, slug: str | None = None, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.slug = slug or self.default_slug
        self.hint = hint
        self.exit_code = CODE_OF.get(self.slug, type(self).exit_code)

    @property
    def told(self) -> str:
        """Sentence and hint as one text, for faces that have one place for both.

        Examples
        --------
        >>> RecordError("the disk is full", hint="Make room.").told, RecordError("the disk is full").told
        ('the disk is full. Make room.', 'the disk is full.')
        """
        return f"{whole_sentence(self.sentence)} {self.hint}".rstrip()


class PageError(StateOfPlayError):
    """A page cannot be fetched or read. Exit code 65 (data error); 69 when a host cannot be reached."""

    exit_code = 65
    default_slug = "pages.unreadable"

    def __init__(
        self,
        sentence: str,
        *,
        slug: str | None = None,
        hint: str = "",
        unreachable: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(sentence, slug=slug, hint=hint)
        self.retry_after = retry_after
        """Seconds after which the server said that one may ask again."""
        if unreachable:
            self.exit_code = 69


class LanguageError(StateOfPlayError):
    """A language pipeline is missing or lacks what the reader requires."""

    exit_code = 78
    default_slug = "language.pipeline"


class ReaderError(StateOfPlayError):
    """A reader by name is missing or not allowed, or what it answers cannot be used."""

    exit_code = 78
    default_slug = "readers.unfit"


class FindingError(StateOfPlayError):
    """The reader is assembled wrongly or a claim breaks its contract."""

    default_slug = "finding.contract"


class ModelError(StateOfPlayError):
    """A record breaks its own rules."""

    exit_code = 65
    default_slug = "model.invalid"


class RecordError(StateOfPlayError):
    """A case file cannot be opened, read or written."""

    exit_code = 74
    default_slug = "record.unusable"


class ConflictError(StateOfPlayError):
    """A conflict model is wrong, or too large to analyse."""

    exit_code = 65
    default_slug = "conflict.model"


class CaseworkError(StateOfPlayError):
    """A conflict model cannot be drafted from the record."""

    exit_code = 65
    default_slug = "casework.draft"


class ExchangeError(StateOfPlayError):
    """A format is unknown, or a file cannot be written or imported."""

    exit_code = 65
    default_slug = "exchange.format"


def missing_library(what_needs: str, error: ImportError, extra: str) -> ExchangeError:
    """The error to raise where a library of an extra is not installed.

    Examples
    --------
    >>> told = missing_library("a team needs", ModuleNotFoundError(name="argon2"), "team")
    >>> told.sentence, told.hint, told.exit_code
    ('a team needs argon2, which is not installed', "Install it with: pip install 'stateofplay[team]'", 78)
    """
    return ExchangeError(
        f"{what_needs} {error.name}, which is not installed",
        slug="exchange.missing",
        hint=f"Install it with: pip install 'stateofplay[{extra}]'",
    )


class TeamError(StateOfPlayError):
    """Somebody is not let in, or an account, a role or a link is not as asked."""

    exit_code = 65
    default_slug = "team.refused"


class BatchError(StateOfPlayError):
    """Many pages cannot be read into a dataset."""

    exit_code = 74
    default_slug = "batch.unusable"


class SettingsError(StateOfPlayError):
    """The settings file is wrong."""

    exit_code = 78
    default_slug = "settings.invalid"
