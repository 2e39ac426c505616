"""The command tree. Commands are named by import path, so that ``--help`` loads none of them."""

from __future__ import annotations

import gc
import inspect
import os
import re
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from stateofplay import __version__
from stateofplay.cli.stopping import stop
from stateofplay.errors import StateOfPlayError

if TYPE_CHECKING:
    from cyclopts import App, ArgumentCollection
    from cyclopts.exceptions import CycloptsError

READ, CASE, CONFLICT, MORE = "Read pages", "Follow a negotiation", "Analyse a conflict", "More"

# name -> (import path, group, one line of help). The help stands here so that the overview needs no import.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("stateofplay.cli.pages.reading:read", READ, "Every claim of a page as tables, JSON or JSONL."),
    "brief": (
        "stateofplay.cli.pages.reading:brief",
        READ,
        "The state of play of one or several pages, every line with its sentence.",
    ),
    "readers": (
        "stateofplay.cli.pages.readers:readers",
        READ,
        "Who can read: check, allow or choose a reader of your own.",
    ),
    "compare-readers": (
        "stateofplay.cli.pages.readers:compare_readers",
        READ,
        "What several readers find on the same pages, and where they agree.",
    ),
    "demo": ("stateofplay.cli.pages.reading:demo", READ, "The brief of the example pages that ship with the project."),
    "batch": ("stateofplay.cli.pages.batch:batch", READ, "Many pages at once: a crawl to a dataset of claims."),
    "example": (
        "stateofplay.cli.pages.example:example",
        CASE,
        "Copy the example pages into a folder, to try things out.",
    ),
    "new": ("stateofplay.cli.cases.case:new", CASE, "Make a new, empty case file."),
    "add": ("stateofplay.cli.cases.case:add", CASE, "Add pages, folders or addresses to a case."),
    "status": ("stateofplay.cli.cases.case:status", CASE, "The state of play of the whole case."),
    "changes": (
        "stateofplay.cli.cases.case:changes",
        CASE,
        "What is new, turned, firmer, softer or withdrawn since a day.",
    ),
    "positions": ("stateofplay.cli.cases.views:positions", CASE, "What each party wants, page by page."),
    "meetings": ("stateofplay.cli.cases.views:meetings", CASE, "Every meeting that a page names."),
    "attendance": ("stateofplay.cli.cases.views:attendance", CASE, "Who comes, leads, stays away or may come."),
    "statements": ("stateofplay.cli.cases.views:statements", CASE, "Who said what."),
    "conditions": ("stateofplay.cli.cases.views:conditions", CASE, "What hangs on what."),
    "events": ("stateofplay.cli.cases.views:events", CASE, "What happened or is planned, in PLOVER."),
    "timeline": ("stateofplay.cli.cases.views:timeline", CASE, "Events and meetings by their own dates."),
    "search": ("stateofplay.cli.cases.views:search", CASE, "Find sentences by words, with their claims."),
    "judge": ("stateofplay.cli.cases.judging:judge", CASE, "Accept, reject, correct or doubt a claim."),
    "claim": ("stateofplay.cli.cases.claims:claim", CASE, "Add a claim that the reader missed, or correct one."),
    "history": ("stateofplay.cli.cases.judging:history", CASE, "Every judgement on a claim."),
    "actors": ("stateofplay.cli.cases.judging:actors", CASE, "The actors, and names that may be the same."),
    "merge": ("stateofplay.cli.cases.judging:merge", CASE, "Say that two names are the same actor."),
    "split": ("stateofplay.cli.cases.judging:split", CASE, "Say that two names are different actors."),
    "issues": ("stateofplay.cli.cases.judging:issues", CASE, "The issues of the case, with reasons."),
    "serve": ("stateofplay.web.command:serve", CASE, "See, check and correct cases in the browser."),
    "mcp": ("stateofplay.assistants.command:mcp", CASE, "Let an assistant ask the record, read-only (MCP)."),
    "team": ("stateofplay.cli.team:team", CASE, "A server for several people: accounts, invitations, roles, audit."),
    "case": ("stateofplay.cli.team:case", CASE, "Move a case between a file and the server of a team."),
    "watch": (
        "stateofplay.cli.cases.exporting:watch",
        CASE,
        "Fetch the case's feeds and pages again, once or every so often.",
    ),
    "export": (
        "stateofplay.cli.cases.exporting:export",
        CASE,
        "Write a case as JSONL, CSV, PLOVER, iCalendar and others.",
    ),
    "import": (
        "stateofplay.cli.cases.exporting:import_",
        CASE,
        "Merge another case, or a JSONL export of one, into a case.",
    ),
    "check": (
        "stateofplay.cli.cases.keeping:check",
        CASE,
        "Whether a case is whole; --repair mends what can be mended.",
    ),
    "pack": ("stateofplay.cli.cases.keeping:pack", CASE, "Make one file of a case, to mail or to keep."),
    "ask": (
        "stateofplay.cli.models.questions:ask",
        CONFLICT,
        "A mediator's questions answered from a case or a model.",
    ),
    "answer": ("stateofplay.cli.models.questions:answer", CONFLICT, "Answer what a drafted model leaves open."),
    "draft": ("stateofplay.cli.models.casework:draft", CONFLICT, "Draft a conflict model from a case."),
    "analyse": (
        "stateofplay.cli.models.conflict:analyse",
        CONFLICT,
        "Which outcomes of a conflict model could hold, and why.",
    ),
    "elicit": ("stateofplay.cli.models.eliciting:elicit", CONFLICT, "Ask for a party's ranking, pair by pair."),
    "merge-models": (
        "stateofplay.cli.models.joining:merge_models",
        CONFLICT,
        "Several analysts' models side by side, and the group's.",
    ),
    "whatif": ("stateofplay.cli.models.casework:whatif", CONFLICT, "Change a model: before and after, side by side."),
    "reach": ("stateofplay.cli.models.casework:reach", CONFLICT, "What would have to change for an outcome to hold."),
    "cases": ("stateofplay.cli.models.conflict:cases", CONFLICT, "The catalogue of classic conflicts."),
}

EXAMPLES = """\
  stateofplay demo
  stateofplay brief article.html
  stateofplay read page.txt --published 2025-05-15 --format json
  stateofplay brief page.txt --format html -o brief.html"""
COLLECTED = (50_000, 20, 50)
"""A case of years is tens of thousands of small records, which the collector would walk again and again for nothing."""
PURPOSE = "Follow negotiations from the news, every claim with its sentence, and analyse which outcomes could hold."


def overview() -> str:
    """The text of ``stateofplay --help``, made from `COMMANDS` alone: it must come at once, so it loads nothing."""
    width = max(map(len, COMMANDS)) + 2
    lines = ["Usage: stateofplay COMMAND [OPTIONS]", "", PURPOSE]
    for group in dict.fromkeys(group for _, group, _ in COMMANDS.values()):
        lines += ["", f"{group}:"]
        lines += [f"  {name:<{width}}{text}" for name, (_, g, text) in COMMANDS.items() if g == group]
    lines += ["", f"{MORE}:", f"  {'COMMAND --help':<{width}} Options and examples of one command."]
    lines += [
        f"  {'--install-completion':<{width}} Tab completion for this shell.",
        f"  {'--version':<{width}} The version.",
    ]
    return "\n".join([*lines, "", "Examples:", "", EXAMPLES])


def build_app(command: str | None = None) -> App:
    """Build the command tree. The help of `command` is read from its own docstring, the others' from `COMMANDS`."""
    from cyclopts import App, Parameter

    from stateofplay.cli.terminal.output import console

    app = App(
        name="stateofplay",
        help=PURPOSE,
        help_format="plaintext",
        version=__version__,
        console=console(),
        suppress_keyboard_interrupt=False,  # `_run` says what a stop has kept
        default_parameter=Parameter(show_default=_shown_default, negative_iterable=()),
        config=_check_whole_numbers,
    )
    for name, (path, group, text) in COMMANDS.items():
        app.command(path, name=name, group=group, help=_flowing(path) if name == command else text)
    app.register_install_completion_command()
    return app


def _flowing(path: str) -> str:
    """The docstring of a command with its paragraphs in one line each: the terminal breaks them where it is narrow.

    >>> _flowing("stateofplay.cli.app:run").splitlines()[0]
    'Run one command and turn every error into a sentence and an exit code.'
    """
    module, _, function = path.partition(":")
    words = inspect.getdoc(getattr(import_module(module), function)) or ""
    return re.sub(r"(?<=\S)\n(?=\S)", " ", words)


def _check_whole_numbers(_: App, commands: Sequence[str], arguments: ArgumentCollection) -> None:
    """What counts is written as a whole number: the parser rounds 2.5 to 2, and half a page to none, without a word.

    Nothing is counted below nought: ports, seeds, pages, readings.
    """
    from cyclopts import CoercionError

    for argument in arguments:
        if int in (argument.hint, *get_args(argument.hint)):
            for token in argument.tokens:
                if not re.fullmatch(r"\+?\d+", token.value):
                    told = f'a whole number is asked for, 0 or more, not "{token.value}"'
                    raise CoercionError(msg=told, argument=argument, token=token, target_type=int)


def _shown_default(value: object) -> str | None:
    """A default that says something; that a list is empty or a switch is off goes without saying (None shows nothing)."""
    return None if value is None or value is False or value in ((), "") else str(value)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and turn every error into a sentence and an exit code.

    The codes are those of `stateofplay.errors.EXIT_CODES`.
    """
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output went away ("| head"); keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(words: list[str]) -> int:
    gc.set_threshold(*COLLECTED)
    if (opening := sys.modules.get("stateofplay.cli.terminal.opening")) is not None:
        opening.OPENED.clear()  # what an earlier command of this process opened is not to blame for this one
    if words in ([], ["--help"], ["-h"], ["help"]):
        print(overview())
        return 0
    from cyclopts.exceptions import CycloptsError

    from stateofplay.cli.terminal.output import STANDARD_INPUT
    from stateofplay.cli.terminal.pointing import point

    # The parser takes a lone hyphen for an option; as a page it means standard input.
    words = [STANDARD_INPUT if w == "-" and not before.startswith("-") else w for before, w in pairwise(["", *words])]

    app = build_app(words[0])
    in_main = signal.getsignal(signal.SIGINT) is stop
    try:
        if in_main:
            # A command puts away what it has begun before it ends.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        result = app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        _complain(*_misunderstood(words, error))
        return 2
    except StateOfPlayError as error:
        _complain(error.sentence, (point(words[0], words[1:]) if error.exit_code in (2, 65) else None) or error.hint)
        return error.exit_code
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        _complain("stopped", "What was finished before is kept.")
        return 130
    except OSError as error:
        _complain(
            f"{error.filename or 'a file'}: {error.strerror or error}", "Check that it is there, and who may read it."
        )
        return 74
    except Exception as error:
        if os.environ.get("STATEOFPLAY_TRACEBACK"):
            raise
        return _unexpected(error)
    finally:
        if in_main:
            signal.signal(signal.SIGINT, stop)
    return result if isinstance(result, int) else 0


def _misunderstood(words: list[str], error: CycloptsError) -> tuple[str, str]:
    """What is wrong with a command line, and how it is written."""
    from cyclopts.exceptions import MissingArgumentError

    from stateofplay.cli.terminal.pointing import examples_of, nearest

    name = words[0]
    if name not in COMMANDS:
        like = nearest(name, list(COMMANDS))
        if like is None and name.startswith("-"):
            return f"there is no option {name} without a command", "stateofplay --help lists the commands."
        hint = f"Did you mean: stateofplay {' '.join([like, *words[1:]])}" if like else "stateofplay --help lists all."
        return f"there is no command {name!r}", hint
    sentence = str(error).strip().split(" Available commands:")[0]
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        asked = [option for option in error.argument.names if option.startswith("--")] or [error.argument.name]
        what = error.argument.parameter.help or ""
        positional = error.argument.field_info.kind not in (error.argument.field_info.KEYWORD_ONLY,)
        wanted = asked[0].removeprefix("--").upper() if positional else asked[0]
        sentence = f"{name} needs {wanted}" + (f": {_going_on(what)}" if what else "")
    path, _, function = COMMANDS[name][0].partition(":")
    shown = examples_of(getattr(import_module(path), function))
    return sentence, f"For example: {shown[0]}" if shown else f"See: stateofplay {name} --help"


def _going_on(words: str) -> str:
    """Words of a help text behind a colon: small at the start, but for a name in capitals ("ISO day")."""
    small = words if words[:2].isupper() else f"{words[0].lower()}{words[1:]}"
    return small.rstrip(".")


def _unexpected(error: Exception) -> int:
    """What should not happen. Where a damaged case is the cause, that is what is said."""
    from stateofplay.cli.terminal.opening import OPENED

    for case in OPENED:
        from stateofplay.service.keeping.checking import check_case

        try:
            found = check_case(case).faults
        except StateOfPlayError:
            continue
        if found:
            _complain(
                f"{case} is damaged: {found[0].what}", f"See what is left of it with: stateofplay check {case} --repair"
            )
            return 65
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}, line {last.lineno}"
    _complain(
        f"a fault of State of Play itself: {type(error).__name__}: {str(error)[:200]} ({place})",
        "Nothing of this step was kept. To report it, run the same again with STATEOFPLAY_TRACEBACK=1 and add what it prints.",
    )
    return 70


def _complain(sentence: str, hint: str) -> None:
    from stateofplay.cli.terminal.output import visible, without_logins

    print(f"stateofplay: {visible(without_logins(sentence))}", file=sys.stderr)
    if hint:
        print(f"  {visible(hint)}", file=sys.stderr)
