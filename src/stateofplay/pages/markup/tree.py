"""An HTML page as blocks: every paragraph, heading, list item and row that a browser would show, with where it stands.

One walk over the tree that libxml2 makes. What the words of a page do not say is left out on the way: scripts, words struck
out or deleted, and the marks of footnotes. What a box is called (`class`, `id`, `role`) is kept as a *cue*: it speaks for
clutter, and the whole page decides whether it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from stateofplay.pages.stamps import Stamp, name_kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DEPTH = 240
"""Elements nested deeper than this are a broken or hostile page; libxml2 itself gives up at 256."""

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas audio video map select datalist textarea "
    "head title meta link base source track param progress meter dialog rt rp".split()
)
_MELTED = (
    *"span b strong em i u font big small mark abbr acronym cite q code kbd samp var tt time data ins bdi bdo sub wbr "
    "picture img input noindex nobr ruby rb dfn".split(),
)
_INLINE = frozenset((*_MELTED, "a"))
_PICTURE = "data-holds-picture"
_STRUCK = frozenset(("s", "strike", "del"))
_SPOKEN = (("\u201c", "\u201d"), ("\u2018", "\u2019"))
"""What a browser puts around a ``<q>``, and around one within another."""
_MARKS = frozenset("\"'\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a\u00ab\u00bb`")
_BLOCKS = frozenset(
    "html body address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul "
    "caption button label amp-sidebar".split()
)
_CELLS = frozenset(("td", "th"))
_NOTE_MARK = re.compile(r"[\s\[(]*(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])(?:\s*[,;–-]\s*(?:\d{1,3}|[a-z]))*[\s\])]*")
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcdm]?m|km|ft|mi|yd|in|CO|R|x)$")

CUES: tuple[tuple[str, str], ...] = (
    ("comments", r"comment(?!ary|ator)|disqus|respond\b|reply|discussion|talkback|livefyre"),
    (
        "social",
        r"shar(?:e|ing)(?![a-z]*holder)|social|follow(?:-|us|btn|bar)|twitter-follow|addthis|sharethis|sharedaddy",
    ),
    ("newsletter", r"newsletter|subscri(?:be|ption)|sign-?up|mailing|paywall|piano|regwall|registration"),
    (
        "ad",
        r"(?:^|[\s_-])ads?(?:[\s_-]|$)|advert|sponsor|taboola|outbrain|dfp|banner|commercial|promoted|affiliate|disclosure",
    ),
    (
        "related",
        r"related|recommend|read-?(?:more|next|also|on\b)|more-?(?:stor|news|from|on\b|articles|in\b|posts)|most-?(?:read|popular|"
        r"viewed|recent)|popular|trending|also-?(?:like|read)|up-?next|next-?(?:article|post|story)|teaser|latest|headlines|"
        r"similar|yarpp|jp-relatedposts|crosslink|suggest|post-?nav|prev(?:ious)?-?(?:post|article|next)|story-?cards?",
    ),
    (
        "byline",
        r"byline|author(?!i)|contributor|\bbio\b|about-?the|journalist|writer|posted-?by|entry-?meta|post-?meta|article-?meta",
    ),
    ("timestamp", r"time-?stamp|date-?(?:line|time|published)|pub-?date|dateline|published|updated"),
    (
        "tag_list",
        r"(?:^|[\s_-])tags?(?:[\s_-]|$)|taglist|tag-?(?:links|list|cloud)|keywords|topics?-?list|categories|cat-?links|hashtags",
    ),
    (
        "caption",
        r"caption|credit|gallery|slideshow|lightbox|carousel|photo-?(?:info|text|desc)|image-?(?:desc|info|text|meta)",
    ),
    (
        "nav_label",
        r"(?:^|[\s_-])nav|navigation|menu|breadcrumb|pagination|pager|masthead|toolbar|skip-?(?:to|link)|site-?(?:header|footer|map)|"
        r"(?:^|[\s_-])footer|(?:page|global|main)-?(?:header|footer)|side-?bar|(?:^|[\s_-])rail|widget|dropdown|copyright|login|"
        r"topbar|ticker|print-?(?:link|button)|print(?:-only)?$|jump-?to|toc\b|table-of-contents|infobox|screen-reader|sr-only|visually-?hidden",
    ),
    (
        "promo",
        r"promo|pop-?up|modal|overlay|(?:^|[\s_-])cta|call-?to-?action|donat|support-?us|app-?(?:download|banner)|cookie|consent|gdpr|alert-?bar",
    ),
    ("video", r"(?:video|audio|media|jw)-?player|video-?(?:list|title|meta|info)|podcast|transcript-?(?:btn|link)"),
)
"""What boxes are called that hold no article: reason, and the words in class, id or role that say so."""

_CUE = re.compile("|".join(f"(?P<{reason}>{words})" for reason, words in CUES), re.I)
_TAG_CUES = {
    "nav": "nav_label",
    "footer": "nav_label",
    "aside": "related",
    "menu": "nav_label",
    "button": "nav_label",
    "label": "nav_label",
    "figcaption": "caption",
    "address": "byline",
    "amp-sidebar": "nav_label",
}
_ROLES = {
    "navigation": "nav_label",
    "complementary": "related",
    "contentinfo": "nav_label",
    "banner": "nav_label",
    "menu": "nav_label",
    "dialog": "promo",
    "search": "nav_label",
    "alert": "promo",
}
_OTHERS = frozenset(("comments", "related", "social", "promo", "ad"))
"""Cues of boxes whose dates are not those of this page."""
_STAMPED = "//time | //*[@itemprop='datePublished' or @itemprop='dateCreated' or @itemprop='dateModified']"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class Box:
    """An element that holds blocks: its place in the tree and what its name says of it."""

    parent: int
    tag: str
    cue: str
    """A reason of clutter, or ""."""
    picture: bool = False
    """Whether a picture stands in it, outside any box inside it."""
    weight: float = 0.0
    """Sum of the prose in it, filled by whoever weighs."""


@dataclass(slots=True)
class Block:
    """A stretch of text that stands by itself on the page."""

    text: str
    tag: str
    box: int
    linked: int
    """Characters of it that are links."""
    whole_link: bool = False
    led: bool = False
    """Whether it begins with a link."""
    reason: str | None = None
    weight: float = 0.0


@dataclass(slots=True)
class Tree:
    """The blocks of a page in its order, and the boxes that they stand in; box 0 is the page."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    """Dates that elements give (``<time>``, ``itemprop``), outside comments and lists of other stories."""
    deep: bool = False
    struck: list[str] = field(default_factory=list)
    """The words that were struck out."""
    footnotes: int = 0
    """How many marks of footnotes were left out."""
    quoted: int = 0
    """How many quotations got the marks that the page leaves to the browser."""

    def chain(self, box: int) -> list[int]:
        """A box and those around it, from the inside out."""
        out = []
        while box >= 0:
            out.append(box)
            box = self.boxes[box].parent
        return out


def parse(html: str) -> HtmlElement | None:
    """Parse a page, however broken; None where there is no element in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        # Bytes with a named charset: declarations inside the text do not count any more.
        data = html.encode("utf-8", "replace").replace(b"\x00", b"")
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        root: HtmlElement = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root


def find_cue(element: HtmlElement, tag: str) -> str:
    """The reason of clutter that an element's own name gives, or "".

    A box that calls itself the article, its body or its content is believed before anything else that it is called.
    """
    if tag in _TAG_CUES:
        return _TAG_CUES[tag]
    attributes = element.attrib
    if not attributes:
        return ""
    role = attributes.get("role", "")
    if role in _ROLES and tag not in ("body", "main", "article"):
        return _ROLES[role]
    if tag in ("html", "body", "main", "article"):
        return ""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(names) > 1 and (found := _name_cue(names)):
        return found
    style = attributes.get("style", "")
    if "hidden" in attributes or (style and _HIDDEN.search(style)):
        return "promo"
    return ""


@lru_cache(maxsize=16_384)
def _name_cue(names: str) -> str:
    for name in names[:300].split():
        if cue := _word_cue(name):
            return cue
    return ""


@lru_cache(maxsize=32_768)
def _word_cue(name: str) -> str:
    """Names come again and again, in many combinations: each is looked at once."""
    found = _CUE.search(name)
    return str(found.lastgroup) if found is not None else ""


def read_tree(html: str) -> Tree:
    """Cut a page into its blocks.

    Examples
    --------
    >>> tree = read_tree("<p>Turkey will host <s>Russia and</s> Ukraine.<sup>12</sup></p><ul><li><a href='/'>Home</a></li></ul>")
    >>> [(b.text, b.tag, b.whole_link) for b in tree.blocks]
    [('Turkey will host Ukraine.', 'p', False), ('Home', 'li', True)]
    """
    root = parse(html)
    tree = Tree()
    tree.boxes.append(Box(parent=-1, tag="html", cue=""))
    if root is None:
        return tree
    tree.stamps = list(_find_stamps(root, "itemprop" in html))
    for picture in root.iter("img", "picture"):
        around = picture.getparent()
        while around is not None and around.tag in _INLINE:
            around = around.getparent()
        if around is not None:
            around.set(_PICTURE, "")
    from lxml import etree

    # In C, before anything is walked: what is never shown goes, and tags that say nothing melt into their text.
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    tree.quoted = _mark_quotations(root)
    etree.strip_tags(root, *_MELTED)
    _Walk(tree).run(root)
    return tree


def _mark_quotations(root: HtmlElement) -> int:
    """Write the marks of each ``<q>``, which browsers show and the page does not spell out; how many there were.

    Sites that spell them out all the same, inside or outside the element, keep their own alone.
    """
    bare = [element for element in root.iter("q") if _is_bare(element)]
    for element in bare:
        left, right = _SPOKEN[sum(1 for _ in element.iterancestors("q")) % 2]
        element.text = left + (element.text or "").lstrip()
        if len(element):
            element[-1].tail = (element[-1].tail or "").rstrip() + right
        else:
            element.text = element.text.rstrip() + right
    return len(bare)


def _is_bare(element: HtmlElement) -> bool:
    """Whether words stand in it, no more than one says in a breath, without marks of their own."""
    words = "".join(element.itertext()).strip()
    before, around = element.getprevious(), element.getparent()
    outside = (before.tail if before is not None else around.text if around is not None else "") or ""
    return bool(words) and len(words) <= 2000 and words[0] not in _MARKS and outside[-1:] not in _MARKS


def _find_stamps(root: HtmlElement, named: bool) -> Iterator[Stamp]:
    """Dates of elements, but those of comments and of other stories."""
    # The query by attribute looks at every element; most pages need none.
    found = root.xpath(_STAMPED) if named else root.iter("time")
    for element in found:
        text = element.get("datetime") or element.get("content") or "".join(element.itertext())[:80]
        if not text.strip():
            continue
        around = (find_cue(x, x.tag) for x in element.iterancestors() if isinstance(x.tag, str))
        if any(cue in _OTHERS for cue in around):
            continue
        own = " ".join(element.get(k, "") for k in ("itemprop", "class", "id"))
        kind = name_kind(own) or ("published" if "pubdate" in element.attrib else "")
        yield Stamp(kind=kind or name_kind(_name_of(element.getparent())), text=text)


def _name_of(element: HtmlElement | None) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}" if element is not None else ""


class _Walk:
    """The state of one walk: the text gathered for the block at hand, and the elements that are open."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.parts: list[str] = []
        self.linked = 0
        self.link_depth = 0
        self.led = False
        self.box = 0
        self.tag = "body"
        self.pre = False

    def run(self, root: HtmlElement) -> None:
        """Visit every element once, without recursion."""
        stack: list[tuple[HtmlElement, int, str, bool, bool]] = []
        element: HtmlElement | None = root
        depth = 0
        while element is not None:
            tag = element.tag if isinstance(element.tag, str) else ""
            enter = bool(tag) and tag not in _SKIPPED and depth < MAX_DEPTH
            if depth >= MAX_DEPTH:
                self.tree.deep = True
            if enter and tag in _STRUCK:
                enter = not self._strike(element)
            if enter and tag == "sup":
                enter = not self._footnote(element)
            if enter:
                is_block = tag in _BLOCKS
                is_link = tag == "a"
                if is_block:
                    self._open(element, tag)
                elif tag == "br":
                    self.flush()
                elif is_link:
                    self.link_depth += 1
                if element.text:
                    self._add(element.text)
                child = next(iter(element), None) if len(element) else None
                if child is not None:
                    stack.append((element, self.box, self.tag, is_block, is_link))
                    element, depth = child, depth + 1
                    continue
                self._close(is_block, is_link)
            # Up again to the next sibling.
            while True:
                if element.tail and element is not root:
                    self._add(element.tail)
                following = element.getnext() if element is not root else None
                if following is not None:
                    element = following
                    break
                if not stack:
                    element = None
                    break
                element, self.box, self.tag, is_block, is_link = stack.pop()
                depth -= 1
                self._close(is_block, is_link)
        self.flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag in _CELLS and self.parts:
            self.parts.append(" | ")
        elif tag not in _CELLS:
            self.flush()
        if tag == "blockquote":
            # A quotation, or what was posted elsewhere and is shown here, says more of a box than the box's name.
            for around in self.tree.chain(self.box)[:4]:
                if self.tree.boxes[around].cue not in ("comments", "related"):
                    self.tree.boxes[around].cue = ""
        self.tree.boxes.append(
            Box(parent=self.box, tag=tag, cue=find_cue(element, tag), picture=_PICTURE in element.attrib)
        )
        self.box = len(self.tree.boxes) - 1
        self.tag = tag

    def _close(self, is_block: bool, is_link: bool) -> None:
        if is_link:
            self.link_depth -= 1
        if is_block:
            if self.tag not in _CELLS:
                self.flush()
            parent = self.tree.boxes[self.box].parent
            self.box = parent if parent >= 0 else 0
            self.tag = self.tree.boxes[self.box].tag

    def _add(self, text: str) -> None:
        if self.link_depth and not text.isspace():
            self.led = self.led or not any(part.strip() for part in self.parts)
            self.linked += len(text) if text[:1] not in " \n\t" else len(text.strip())
        self.parts.append(text)

    def _strike(self, element: HtmlElement) -> bool:
        """Leave struck-out words out; a whole page struck out by mistake is no correction."""
        words = "".join(element.itertext())
        if not words.strip() or len(words) > 2000:
            return False
        self.tree.struck.append(" ".join(words.split()))
        return True

    def _footnote(self, element: HtmlElement) -> bool:
        text = "".join(element.itertext())
        before = "".join(self.parts[-2:])
        if not _NOTE_MARK.fullmatch(text) or _UNIT.search(before[-6:]) or not before.strip():
            return False
        self.tree.footnotes += 1
        return True

    def flush(self) -> None:
        """End the block at hand."""
        if not self.parts:
            return
        text = (
            " ".join("".join(self.parts).split()).strip(" |")
            if len(self.parts) > 1
            else " ".join(self.parts[0].split())
        )
        self.parts.clear()
        linked, self.linked = self.linked, 0
        led, self.led = self.led, False
        if text:
            self.tree.blocks.append(
                Block(
                    text=text,
                    tag=self.tag,
                    box=self.box,
                    linked=linked,
                    whole_link=linked * 10 >= len(text) * 9,
                    led=led,
                )
            )
