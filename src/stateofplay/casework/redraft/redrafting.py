"""Draft again without losing a person's edits: a three-way merge of model files.

Between the last draft (base), the file as a person edited it (mine) and the new draft (theirs) every option, party, rule,
statement, key and comment is merged on its own. Edits, comments and other names survive; what both changed differently in
what the model means is left in the file twice, between ``<<<<<<< yours`` and ``>>>>>>> new draft``, which no reader of
models accepts, and is reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from stateofplay.casework.redraft.arrays import Elements, merge_elements
from stateofplay.casework.redraft.merging import merge_keys, merge_lines
from stateofplay.casework.redraft.sides import NAMED, PREFERENCES, WISHES, BlockKey, ElementKey, Side, find_renames
from stateofplay.casework.redraft.toml_text import (
    MIDDLE,
    MINE,
    THEIRS,
    Element,
    ModelText,
    TomlPiece,
    TomlTable,
    Unsettled,
    array_text,
    cut_array,
    join,
)
from stateofplay.casework.telling.describing import list_some
from stateofplay.conflict import Option, Vocabulary
from stateofplay.conflict.files import parse_model
from stateofplay.errors import CaseworkError, ConflictError

_TEXTS = frozenset({"name", "note", "label"})
"""Keys that only people read: where both changed one, the person's stays."""
_SETS = frozenset({"evidence", "changes", "movers", "owners", "needs"})
"""Arrays whose order means nothing."""
_EMPTY = TomlTable(table="", above=(), header="", pieces=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A redrafted model file, and what happened."""

    text: str
    clashes: tuple[str, ...] = ()
    """What a person must settle, one sentence each, with its line."""
    kept: tuple[str, ...] = ()
    """Edits that the new draft says otherwise about, and that stand."""
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """What the new draft no longer has."""


@dataclass(eq=False, kw_only=True)
class _MergeNews:
    """What happened in a merge, as it is found."""

    clashes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def merge_drafts(base: str, mine: str, theirs: str, *, where: str = "the model") -> Merged:
    """Merge a new draft into an edited one.

    Parameters
    ----------
    base
        The last draft as it was made.
    mine
        The file that came of it by a person's hand.
    theirs
        The new draft.
    where
        What to call the file in messages.

    Returns
    -------
    Merged
        `mine` byte for byte where the draft is the same as last time, and `theirs` where nothing was edited.

    Raises
    ------
    ConflictError
        Where the edited file is no model, or still holds two versions of a place (``conflict.unmerged``).
    CaseworkError
        ``casework.redraft_states`` where the file points at states and the options are others now, ``casework.redraft``
        where the merged file would be no model. Nothing is lost in either case: nothing is written here.

    Examples
    --------
    >>> last = 'name = "t"\\n\\n[[decision_maker]]\\nid = "A"\\n\\n[[option]]\\nid = "x"\\nowner = "A"\\nname = "Do x"\\n'
    >>> edited = last.replace("Do x", "Go ahead with x")
    >>> new = last.replace('name = "Do x"', 'name = "Do x"\\nevidence = ["pos-1"]')
    >>> print(merge_drafts(last, edited, new).text.split("[[option]]")[1])
    <BLANKLINE>
    id = "x"
    owner = "A"
    name = "Go ahead with x"
    evidence = ["pos-1"]
    <BLANKLINE>
    """
    crlf, mine = "\r\n" in mine, mine.replace("\r\n", "\n")
    edited = Side(mine, where)
    if base == theirs or mine == theirs:
        text = mine
    else:
        merged = _merged(Side(base, "the last draft"), edited, Side(theirs, "the new draft"), where, crlf)
        if mine != base:
            return merged
        return replace(merged, text=theirs.replace("\n", "\r\n") if crlf else theirs)  # told, but nothing to merge
    return Merged(text=text.replace("\n", "\r\n") if crlf else text)


def _merged(base: Side, mine: Side, theirs: Side, where: str, crlf: bool) -> Merged:
    names = find_renames(base.conflict, mine.conflict)
    base, theirs = base.renamed(names), theirs.renamed(names)
    news = _MergeNews()
    merge = _Merge(base, mine, theirs, news)
    text = merge.text()
    if not news.clashes:
        try:
            parse_model(text, where=where)
        except ConflictError as error:
            raise CaseworkError(
                f"your edits of {where} and the new draft do not make a model together: {error.sentence}",
                slug="casework.redraft",
                hint="Nothing was written. Draft to another file with -o and carry your edits over by hand.",
            ) from error
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line == MINE]
    told = tuple(f"line {n}: {words}" for n, words in zip(lines, news.clashes, strict=False))
    return Merged(
        text=text.replace("\n", "\r\n") if crlf else text,
        clashes=told,
        kept=tuple(dict.fromkeys(news.kept)),
        added=tuple(dict.fromkeys(news.added)),
        gone=tuple(dict.fromkeys(news.gone)),
    )


class _Merge:
    """The merge of three sides."""

    def __init__(self, base: Side, mine: Side, theirs: Side, news: _MergeNews) -> None:
        self.base, self.theirs, self.news = base, theirs, news
        deleted = {("option", o) for o in base.conflict.bits if o not in mine.conflict.bits}
        deleted |= {("decision_maker", dm) for dm in base.conflict.dm_ids if dm not in mine.conflict.dm_ids}
        self.deleted = {name for _, name in deleted}
        self.new_blocks = {key: block for key, block in theirs.blocks.items() if self._wanted(key, block)}
        self.mine = mine
        self.keep = self._kept_blocks()
        runs = merge_keys(tuple(base.blocks), tuple(mine.blocks), tuple(self.new_blocks), keep=self.keep, ordered=False)
        self.order = [key for run in runs for key in run.mine]
        self.options = [self._option(name) for table, name, _ in self.order if table == "option"]
        self._check_states()
        self.mine = mine.rewritten(Vocabulary.of(self.options))

    def text(self) -> str:
        """The merged file."""
        base, mine, theirs = self.base.parts, self.mine.parts, self.theirs.parts
        head = self._block(("", "", 0), base.blocks[0], mine.blocks[0], theirs.blocks[0])
        blocks = [head]
        for key in self.order:
            old, own, new = self.base.blocks.get(key), self.mine.blocks.get(key), self.new_blocks.get(key)
            if own is None and new is not None:
                blocks.append(self._fresh(key, new))
                self.news.added.append(_called(new))
            elif own is not None and new is None:
                blocks.append(own)
            elif own is not None and new is not None:
                blocks.append(self._block(key, old or _EMPTY, own, new))
        for key, old in self.base.blocks.items():
            if key in self.mine.blocks and key not in self.order:
                self.news.gone.append(_called(old))
        return join(ModelText(blocks=tuple(blocks), tail=merge_lines(base.tail, mine.tail, theirs.tail)))

    def _fresh(self, key: BlockKey, new: TomlTable) -> TomlTable:
        """A block that only the new draft has, without statements on what a person took out."""
        pieces = [self._fresh_piece(key, {}, piece) for piece in new.pieces]
        return replace(new, pieces=tuple(p for p in pieces if p is not None))

    def _fresh_piece(self, key: BlockKey, olds: Elements, new: TomlPiece) -> TomlPiece | None:
        if not self.deleted or new.key not in WISHES:
            return new
        elements = self.theirs.elements(new)
        left = self._without_deleted(key, olds, elements)
        if len(left) == len(elements):
            return new
        return replace(new, text=array_text(new.key, list(left.values()), _rest(new)))

    def _wanted(self, key: BlockKey, block: TomlTable) -> bool:
        """Whether a block of the new draft may come in: not what a person took out, nor what speaks of it."""
        if key in self.base.blocks:
            return True
        about = (
            self.theirs.options_of_block(block)
            | {str(block.value(k)) for k in ("owner", "mover") if block.piece(k)}
            | set(_listed(block, "owners"))
        )
        if about & self.deleted:
            self.news.kept.append(f"{_called(block)} is new, but about what you took out: left out")
            return False
        return True

    def _kept_blocks(self) -> set[BlockKey]:
        """Blocks that stay though the new draft leaves them out: edited ones, and what edits speak of."""
        dropped = [k for k in self.base.blocks if k in self.mine.blocks and k not in self.new_blocks]
        keep = {k for k in dropped if self.mine.blocks[k] != self.base.blocks[k]}
        before: set[BlockKey] | None = None
        while keep != before:
            before = set(keep)
            needed: set[str] = set()
            for key, block in self.mine.blocks.items():
                own = key in keep or key not in self.base.blocks
                if own:
                    needed |= self.mine.options_of_block(block) | {str(block.value("owner"))}
                    needed |= {*_listed(block, "owners"), *_listed(block, "needs")}
                if block.table == "decision_maker" and (own or key not in dropped):
                    needed |= self._needed_by_statements(block, own)
            keep |= {k for k in dropped if k[0] in NAMED and k[1] in needed}
        for key in sorted(keep, key=list(self.base.blocks).index):
            edited = self.mine.blocks[key] != self.base.blocks[key]
            why = "you edited it" if edited else "your edits speak of it"
            self.news.kept.append(f"{_called(self.mine.blocks[key])} stays, since {why}: the new draft leaves it out")
        return keep

    def _needed_by_statements(self, block: TomlTable, own: bool) -> set[str]:
        dm = str(block.value("id"))
        before, now = self.base.statements(dm), self.mine.statements(dm)
        needed: set[str] = set()
        for key, element in now.items():
            if own or key not in before or element != before[key]:
                needed |= self.mine.options_of_meaning(key[0])
        return needed

    def _option(self, name: str) -> Option:
        sides = (self.mine.conflict, self.theirs.conflict)
        return next(c.options[c.bits[name]] for c in sides if name in c.bits)

    def _check_states(self) -> None:
        ids = [o.id for o in self.options]
        mine = list(self.mine.conflict.bits)
        if self.mine.names_states and ids != mine:
            new, lost = [i for i in ids if i not in mine], [i for i in mine if i not in ids]
            parts = [f"new: {', '.join(new)}"] * bool(new) + [f"gone: {', '.join(lost)}"] * bool(lost)
            raise CaseworkError(
                "the file ranks or names states by the options taken, and the options are others now"
                f" ({'; '.join(parts) or 'in another order'})",
                slug="casework.redraft_states",
                hint="Write statements instead of rankings and states, or draft to another file with -o.",
            )

    def _block(self, key: BlockKey, old: TomlTable, own: TomlTable, new: TomlTable) -> TomlTable:
        if own == old and not self.deleted:
            # The status quo is written over the options in order, and these may be merged.
            return new if key[0] else self._with_status_quo(new, old, own, new)
        pieces = self._pieces(key, old, own, new)
        merged = replace(
            own,
            above=merge_lines(old.above, own.above, new.above),
            pieces=tuple(pieces),
            below=merge_lines(old.below, own.below, new.below),
        )
        return merged if key[0] else self._with_status_quo(merged, old, own, new)

    def _pieces(self, key: BlockKey, old: TomlTable, own: TomlTable, new: TomlTable) -> Iterable[TomlPiece]:
        olds, owns, news = ({p.key: p for p in b.pieces} for b in (old, own, new))
        if key[0] == "decision_maker" and _other_preference(olds, owns):
            # A person chose another form of preference: the new draft's statements have no place in it.
            if _values(olds) != _values(news):
                self.news.kept.append(f"your preference of {key[1]} stays; the new draft has other statements for it")
            news = {k: p for k, p in news.items() if k not in PREFERENCES}
        keep = {k for k, p in owns.items() if k in olds and p != olds[k]}
        runs = merge_keys(
            tuple(olds), tuple(owns), tuple(news), keep=keep | set(PREFERENCES) & set(owns), ordered=False
        )
        for name in (k for run in runs for k in run.mine):
            one = self._piece(key, olds.get(name), owns.get(name), news.get(name))
            if one is not None:
                yield one

    def _piece(
        self, key: BlockKey, old: TomlPiece | None, own: TomlPiece | None, new: TomlPiece | None
    ) -> TomlPiece | None:
        if own is not None and new is None and old is not None and own.key in WISHES:
            new = TomlPiece(key=own.key, above=(), text=f"{own.key} = []")  # what only the last draft said goes
        if own is None:
            return self._fresh_piece(key, {}, new) if new is not None else None
        if new is None:
            return own
        above = merge_lines(old.above if old else (), own.above, new.above)
        suffix = own.suffix if old is None or own.suffix != old.suffix else new.suffix
        if own.key == "status_quo" and not key[0]:
            return replace(own, above=above, suffix=suffix)  # its value is set where the options are known
        if own.key in WISHES or own.key in _SETS:
            return self._array(key, old, own, new, above, suffix)
        was, mine, theirs = old.value() if old else None, own.value(), new.value()
        if mine == theirs or theirs == was:
            text = own.text
        elif mine == was:
            text = new.text
        elif own.key in _TEXTS:
            text = own.text
            self.news.kept.append(f"your {own.key} of {_name_of(key)} stays: {mine}; the new draft says: {theirs}")
        else:
            self.news.clashes.append(f"{own.key} of {_name_of(key)}: yours is {mine}, the new draft's is {theirs}")
            lines = [MINE, own.text + own.suffix, MIDDLE, new.text + new.suffix, THEIRS]
            return replace(own, above=above, text="\n".join(lines), suffix="")
        return replace(own, above=above, text=text, suffix=suffix)

    def _array(
        self, key: BlockKey, old: TomlPiece | None, own: TomlPiece, new: TomlPiece, above: tuple[str, ...], suffix: str
    ) -> TomlPiece:
        if cut_array(own.text) is None or cut_array(new.text) is None:
            return replace(own, above=above, suffix=suffix)
        olds = self.base.elements(old) if old else {}
        owns, news = self.mine.elements(own), self.theirs.elements(new)
        whole, ordered = list(news.values()), own.key == "statements"
        if own.key in WISHES:
            news = self._without_deleted(key, olds, news)
            self._tell_wishes("a statement" if ordered else "an open wish", key, olds, owns, news)
        elements = merge_elements(olds, owns, news, ordered=ordered)
        for one in elements:
            if isinstance(one, Unsettled):
                self.news.clashes.append(f"{own.key} of {_name_of(key)}: both changed the same place or the order")
        if elements == list(owns.values()):
            return replace(own, above=above, suffix=suffix)
        if elements == whole:
            return replace(own, above=above, text=new.text, suffix=suffix)
        rest = merge_lines(*(_rest(p) for p in (old, own, new)))
        long = "\n" in own.text or (ordered and len(elements) > 1)
        return replace(own, above=above, text=array_text(own.key, elements, rest, long=long), suffix=suffix)

    def _without_deleted(self, key: BlockKey, olds: Elements, news: Elements) -> dict[ElementKey, Element]:
        """The new draft's statements, but for new ones on options that a person took out."""
        kept = {}
        for name, element in news.items():
            if name not in olds and self.theirs.options_of_meaning(name[0]) & self.deleted:
                self.news.kept.append(f"a new statement of {key[1]} is about an option that you took out: left out")
            else:
                kept[name] = element
        return kept

    def _tell_wishes(self, what: str, key: BlockKey, olds: Elements, owns: Elements, news: Elements) -> None:
        edited = {k for k, e in owns.items() if k in olds and e != olds[k]}
        self.news.added += [f"{what} of {key[1]}: {k[0]}" for k in news if k not in olds and k not in owns]
        self.news.gone += [
            f"{what} of {key[1]}: {k[0]}" for k in olds if k in owns and k not in news and k not in edited
        ]
        self.news.kept += [
            f"your edit of {what} of {key[1]} stays, though the new draft leaves it out: {k[0]}"
            for k in edited
            if k not in news
        ]

    def _with_status_quo(self, block: TomlTable, old: TomlTable, own: TomlTable, new: TomlTable) -> TomlTable:
        """Write the status quo over the merged options, each option merged on its own."""
        piece = block.piece("status_quo")
        if piece is None:
            return block
        sides = [
            (dict(zip(side.conflict.bits, str(b.value("status_quo") or ""), strict=False)), side)
            for b, side in ((old, self.base), (own, self.mine), (new, self.theirs))
        ]
        was, mine, theirs = (signs for signs, _ in sides)
        if own.piece("status_quo") is not None and set(str(own.value("status_quo"))) - set("YN"):
            return block  # a label of the person's own
        text = ""
        for option in self.options:
            left, right = mine.get(option.id), theirs.get(option.id)
            text += (right if left is None or left == was.get(option.id) else left) or left or "N"
        if text == piece.value():
            return block
        changed = replace(piece, text=f"status_quo = {json.dumps(text)}")
        return replace(block, pieces=tuple(changed if p is piece else p for p in block.pieces))


def _listed(block: TomlTable, key: str) -> list[str]:
    """The names in an array of a block."""
    value = block.value(key) if block.piece(key) is not None else None
    return [str(one) for one in value] if isinstance(value, list) else []


def _rest(piece: TomlPiece | None) -> tuple[str, ...]:
    cut_up = cut_array(piece.text) if piece is not None else None
    return cut_up[1] if cut_up else ()


def _other_preference(olds: Mapping[str, TomlPiece], owns: Mapping[str, TomlPiece]) -> bool:
    """Whether a person gave another form of preference than the last draft did."""
    before, now = (next((k for k in PREFERENCES if k in side), None) for side in (olds, owns))
    return now is not None and now not in WISHES and now != before


def _values(pieces: Mapping[str, TomlPiece]) -> list[str]:
    return [pieces[k].text for k in PREFERENCES if k in pieces]


def _name_of(key: BlockKey) -> str:
    table, name, _ = key
    return f"the {table.replace('_', ' ')} {name}" if table else "the model"


def _called(block: TomlTable) -> str:
    """What to call a block in a report."""
    if block.table in ("option", "decision_maker"):
        kind = "option" if block.table == "option" else "party"
        name = block.value("name") or block.value("id")
        return f"the {kind} {block.value('id')} ({name})" if name != block.value("id") else f"the {kind} {name}"
    return f"the {block.table.replace('_', ' ')} {block.value('formula') or block.value('label') or ''}".rstrip()


def report(merged: Merged) -> tuple[str, ...]:
    """What a merge did, in a few lines."""
    lines: list[str] = []
    for words, parts in (("New", merged.added), ("No longer in the draft", merged.gone), ("Kept", merged.kept)):
        if parts:
            lines.append(f"{words}: {list_some(parts, 6) if words != 'Kept' else '; '.join(parts)}.")
    for clash in merged.clashes:
        lines.append(f"To settle, {clash}.")
    return tuple(lines)
