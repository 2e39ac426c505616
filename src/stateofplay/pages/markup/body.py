"""Which blocks of an HTML page are its article.

1. every block gets a weight: prose by its length, links and loose lines nothing;
2. the names of boxes (cues) are believed where the prose outside is more than what they hold;
3. the article is the innermost box that holds most of the prose that is left;
4. inside it go links to other stories, captions, labels and shapes of clutter, headings with nothing below them, and what
   stands behind the last sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stateofplay.model import Clutter
from stateofplay.pages.markup.tree import Block, Box, Tree
from stateofplay.pages.plain.labels import fold, is_same
from stateofplay.pages.plain.lines import KEPT_IN_HTML, name_clutter
from stateofplay.pages.plain.weighing import weigh

SHARE = 0.8
"""A box inside another is the article where it holds so much of the other's prose."""

BELIEF = 0.4
"""A cue is believed where its box holds at most this share of all prose."""

SEEN = 6.0
"""Prose outside a comment section from which on the section is one, however long it is."""

CARD = 1.5
"""Paragraphs that a card of another story may hold for each of its links."""

ROW = 5
"""So many lines in a row that are neither links nor sentences are a list that the article gives."""

LEAST_ARTICLE = 2.0
"""Prose from which on a box that is marked as an article and shows the headline is one."""

LINKED = 0.5
"""Share of a block's characters from which on it is made of links."""

_END = re.compile(r"[.!?…。！？؟।][\"'”’»›)\]*_\d]*\s*$")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS = frozenset(("li", "td", "th", "tr", "dd"))
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What is a part of an article, never the article.
_PARTS = frozenset("p li td tr tbody table ul ol dl blockquote h1 h2 h3 h4 h5 h6 pre".split())
_QUIET = frozenset(("button", "label", "legend", "summary"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The article's lines and what was left out, each in the page's order; `weight` is the prose that was found."""

    headline: str | None
    """The headline as the page shows it, where it does."""
    lines: tuple[str, ...]
    clutter: tuple[Clutter, ...]
    weight: float


def find_body(tree: Tree, title: str | None) -> Body:
    """Part the blocks of a page into its article and the rest.

    Examples
    --------
    >>> from stateofplay.pages.markup.tree import read_tree
    >>> page = "<nav><a href='/'>Home</a></nav><article><p>The envoys of both sides met in Arda on Monday.</p></article>"
    >>> body = find_body(read_tree(page), None)
    >>> body.lines, [c.reason for c in body.clutter]
    (('The envoys of both sides met in Arda on Monday.',), ['nav_label'])
    """
    blocks = tree.blocks
    for block in blocks:
        block.weight = _prose(block)
    total = _sum_up(tree, blocks)
    cues = _believe(tree, total)
    for block in blocks:
        block.reason = cues[block.box]
    _sum_up(tree, [b for b in blocks if b.reason is None])
    headline = _find_headline(blocks, title)
    core = _find_core(tree, headline)
    inside = _inside(tree, core)
    _name_cards(tree, inside, core)
    kept = [i for i, b in enumerate(blocks) if inside[b.box] and b.reason is None]
    _judge(tree, core, kept, title, headline)
    first = next((i for i in kept if blocks[i].reason is None), None)
    if first is not None:
        _reach_up(blocks, first, headline)
    lines: list[str] = []
    clutter: list[Clutter] = []
    for block in blocks:
        if block.reason is None and (inside[block.box] or block.weight < 0):
            lines.append(block.text)
        else:
            known = block.reason is not None and "©" not in block.text
            clutter.append(Clutter(text=block.text, reason=str(block.reason) if known else name_clutter(block.text)))
    return Body(
        headline=headline.text if headline else None,
        lines=tuple(lines),
        clutter=tuple(clutter),
        weight=tree.boxes[core].weight,
    )


def _prose(block: Block) -> float:
    text = block.text
    if block.tag in _HEADINGS or block.tag in _QUIET:
        return 0.0
    words = text.count(" ") + 1
    if not text.isascii() and (wide := len(_WIDE.findall(text))):
        words += round(wide / 1.7)
    share = block.linked / len(text)
    if share > LINKED:
        return 0.0
    if block.tag in _ROWS and words >= 3 and (not block.linked or block.tag == "tr"):
        return min(4.0, (0.1 if words >= 8 else 0.05) * words)
    if words < 6:
        return 0.0
    if not _END.search(text):
        return 0.0 if words < 22 else min(4.0, 0.1 * words) * (1 - share)
    return min(6.0, 0.12 * words) * (1 - share)


def _sum_up(tree: Tree, blocks: Sequence[Block]) -> float:
    boxes = tree.boxes
    for box in boxes:
        box.weight = 0.0
    for block in blocks:
        boxes[block.box].weight += block.weight
    # A box comes after the one around it, so one pass from the end adds everything up.
    for box in reversed(boxes):
        if box.parent >= 0:
            boxes[box.parent].weight += box.weight
    return boxes[0].weight


def _believe(tree: Tree, total: float) -> list[str | None]:
    """For each box the reason of the outermost believed cue around it."""
    out: list[str | None] = []
    for box in tree.boxes:
        around = out[box.parent] if box.parent >= 0 else None
        if around is None and box.cue:
            held = box.weight
            if box.cue == "social":
                # Buttons to share hold no sentences; what was posted elsewhere and is shown here does.
                around = box.cue if held == 0 else None
            elif box.cue == "comments":
                around = box.cue if total - held >= SEEN or held == 0 else None
            elif held <= BELIEF * total:
                around = box.cue
        out.append(around)
    return out


def _find_headline(blocks: Sequence[Block], title: str | None) -> Block | None:
    """The block that shows the headline: the one that the metadata name, else the first of the largest heading."""
    same = fold(title) if title else None
    named = [b for b in blocks if is_same(b.text, same)]
    if not named and title:
        named = [b for b in blocks if b.tag == "h1" and len(b.text) > 15 and fold(b.text) in fold(title)]
    if not named:
        said = set(fold(title).split()) if title else set()
        heads = [b for b in blocks if b.tag == "h1" and b.reason is None and b.text.count(" ") >= 2]
        named = [b for b in heads if not said or 2 * len(said & (own := set(fold(b.text).split()))) >= len(own)][:1]
    return next((b for b in named if b.tag == "h1"), named[0] if named else None)


def _find_core(tree: Tree, headline: Block | None) -> int:
    """The innermost box that holds most of the prose; where several share it, the one that shows the headline."""
    boxes = tree.boxes
    children: dict[int, list[int]] = {}
    for i, box in enumerate(boxes):
        if box.weight > 0 and box.parent >= 0 and box.tag not in _PARTS:
            children.setdefault(box.parent, []).append(i)
    holding = set(tree.chain(headline.box)) if headline is not None else set()
    core = 0
    while core in children:
        inner = sorted(children[core], key=lambda i: -boxes[i].weight)
        best, around = inner[0], boxes[core].weight
        held = next((i for i in inner if i in holding and boxes[i].weight >= _least(boxes[i], boxes[core])), None)
        if held is not None and (boxes[held].tag == "article" or boxes[best].weight < SHARE * around):
            core = held
        elif boxes[best].weight >= SHARE * around:
            core = best
        else:
            second = boxes[inner[1]].weight if len(inner) > 1 else 0.0
            named = boxes[best].tag in ("article", "main")
            if not named or boxes[best].weight < min(0.5 * around, 3 * second):
                return core
            core = best
    return core


def _least(box: Box, around: Box) -> float:
    """Prose that a box which shows the headline needs to be the article."""
    return LEAST_ARTICLE if box.tag == "article" else max(SEEN, 0.2 * around.weight)


def _inside(tree: Tree, core: int) -> list[bool]:
    out: list[bool] = []
    for i, box in enumerate(tree.boxes):
        out.append(i == core or (box.parent >= 0 and out[box.parent]))
    return out


def _name_cards(tree: Tree, inside: list[bool], core: int) -> None:
    """Name the cards of other stories: boxes of one kind side by side, each a headline that is a link, and little else."""
    boxes = tree.boxes
    links: dict[int, int] = {}
    prose: dict[int, int] = {}
    headed: dict[int, bool] = {}
    for block in tree.blocks:
        if not inside[block.box]:
            continue
        heads = block.text.count(" ") >= 3 and (block.whole_link or (block.led and block.linked >= 30))
        for box in tree.chain(block.box):
            if box == core:
                break
            if block.text.count(" ") >= 3:
                headed.setdefault(box, heads)
            if heads:
                links[box] = links.get(box, 0) + 1
            prose[box] = prose.get(box, 0) + (block.weight > 0)
    rows: dict[tuple[int, str], list[int]] = {}
    for box, count in links.items():
        numbered = boxes[boxes[box].parent].tag == "ol"
        if (
            headed[box]
            and boxes[box].tag != "p"
            and prose[box] <= CARD * count
            and boxes[box].weight <= 0.25 * boxes[core].weight
            and not numbered
        ):
            rows.setdefault((boxes[box].parent, boxes[box].tag), []).append(box)
    cards = {box for row in rows.values() if len(row) >= 3 for box in row}
    if not cards:
        return
    for block in tree.blocks:
        if block.reason is None and inside[block.box] and any(box in cards for box in tree.chain(block.box)):
            block.reason = "related" if block.whole_link else "other_story"


def _judge(tree: Tree, core: int, kept: list[int], title: str | None, headline: Block | None) -> None:
    """Give a reason to each block of the core that is no article."""
    blocks = tree.blocks
    same = fold(title) if title else None
    counts = Counter(b.text for b in blocks if b.weight <= 0 and b.text.count(" ") >= 5)
    behind_label = False
    for place, i in enumerate(kept):
        block = blocks[i]
        repeated = counts[block.text] > 1 and block.tag != "blockquote" and core not in tree.chain(block.box)[:3]
        reason = "repeated" if repeated else _reason_of_kind(block, same, headline)
        if reason is not None:
            block.reason = reason
        else:
            behind_label = _judge_line(tree, kept, place, behind_label=behind_label)
    _judge_tail(blocks, kept)


def _reason_of_kind(block: Block, same: str | None, headline: Block | None) -> str | None:
    """Why a block is no article by what it is, whatever its words say."""
    if block is headline or is_same(block.text, same):
        return "repeated_headline"
    if block.tag in _QUIET:
        return "nav_label"
    return None if any(ch.isalnum() for ch in block.text[:200]) else "markup"


def _judge_line(tree: Tree, kept: list[int], place: int, *, behind_label: bool) -> bool:
    """Give a block the reason that its words and links give; returns whether what follows stands behind a label of links."""
    block = tree.blocks[kept[place]]
    line = weigh(block.text)
    heading = block.tag in _HEADINGS
    if tree.boxes[block.box].picture and line.loose and not heading and not block.whole_link:
        block.reason = line.reason or "caption"
        return behind_label
    if line.reason == "promo" and block.text.isupper() and not block.linked:
        return behind_label  # a heading in capitals; in an article's own box nobody advertises with it
    if line.reason is not None and block.tag != "tr" and (line.reason not in KEPT_IN_HTML or block.text[0] == "<"):
        block.reason = line.reason
        return line.reason == "related"
    if behind_label and block.linked and (block.tag == "li" or block.led or block.whole_link):
        block.reason = "related"
        return True
    if heading and block.linked and _heads_prose(tree, kept, place):
        return False
    mostly_linked = block.linked / len(block.text) > LINKED and line.loose
    if mostly_linked or (block.whole_link and not (line.ended and line.words >= 12)):
        block.reason = "related"
        return behind_label
    return behind_label and block.weight <= 0


def _judge_tail(blocks: list[Block], kept: list[int]) -> None:
    """From the end: what stands behind the last sentence, and headings with nothing below them, lead elsewhere."""
    tail: list[int] = []
    for i in reversed(kept):
        block = blocks[i]
        if block.reason is not None:
            continue
        if block.weight > 0:
            break
        if block.tag in _HEADINGS or len(block.text) < 60:
            tail.append(i)
    if sum(not blocks[i].linked and blocks[i].tag not in _HEADINGS for i in tail) < ROW:
        for i in tail:
            blocks[i].reason = name_clutter(blocks[i].text)


def _heads_prose(tree: Tree, kept: list[int], place: int) -> bool:
    """Whether a heading stands above sentences of its own box: then its link does not make it another story."""
    heading = tree.blocks[kept[place]]
    around = tree.boxes[heading.box].parent
    following = [tree.blocks[i] for i in kept[place + 1 : place + 5]]
    return any(b.weight > 0 and around in tree.chain(b.box)[:3] for b in following)


def _reach_up(blocks: list[Block], first: int, headline: Block | None) -> None:
    """Take the standfirst: sentences between the headline and the body that stand in a box of their own."""
    head = next((i for i in range(first - 1, -1, -1) if blocks[i] is headline), None)
    if head is None:
        return
    for i in range(head + 1, first):
        block = blocks[i]
        if block.reason is None and block.weight > 0 and name_clutter(block.text) == "other_story":
            block.weight = -1.0
