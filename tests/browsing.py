"""A page in a real browser: Chromium once a module, a window with all that it asked for and complained of, contrast, axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from playwright import sync_api

_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _BROWSERS)), None)
"""The first is the same browser without toolbars and menus, which are pages too and start processes of their own."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""Those of the rules above that look at colours."""
_CONTEXTS: WeakKeyDictionary[sync_api.Browser, dict[str, sync_api.BrowserContext]] = WeakKeyDictionary()


def context_of(browser: sync_api.Browser, **options: object) -> sync_api.BrowserContext:
    """The context that all windows of these options share: one of its own starts a renderer, a second of processor time."""
    made = _CONTEXTS.setdefault(browser, {})
    key = repr(sorted(options.items()))
    if key not in made:
        made[key] = browser.new_context(**options)
    return made[key]


def close_sheet(page: sync_api.Page) -> None:
    """Close the sheet with the key, and wait until the entry of the history that it was opened with is gone as well.

    The browser goes back after the sheet has closed; who asks for another address at once may be taken back from there.
    """
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('#sheet')?.open && !history.state?.sheet")


class Visit:
    """A window of its own on a page, with all that it asked for and complained of; no cookie is left by the window before."""

    def __init__(
        self,
        browser: sync_api.Browser,
        address: str,
        *,
        viewport: dict[str, int] | None = None,
        color_scheme: str | None = None,
        reduced_motion: str | None = None,
        **context: object,
    ) -> None:
        self.context = context_of(browser, **context)
        before = self.context.pages
        self.page = self.context.new_page()
        if viewport:
            self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        self.page.goto(address)
        for left in before:  # only now: their renderer goes with the last of its windows
            left.close()

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.clear_cookies()
        for other in self.context.pages:
            if other is not self.page:
                other.close()

    def background(self, selector: str) -> str:
        """The colour behind the first of some elements."""
        return str(self.page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor"))


def in_view(locator: sync_api.Locator) -> bool:
    """Whether an element stands in the window from top to bottom."""
    return bool(
        locator.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    )


def keep_picture(page: sync_api.Page, path: Path) -> None:
    """Draw a page anew for the docs, where STATEOFPLAY_PICTURES asks for it; a picture shows nothing to a test."""
    assert path.exists() or os.environ.get("STATEOFPLAY_PICTURES"), path
    if os.environ.get("STATEOFPLAY_PICTURES"):
        page.screenshot(path=path, type="jpeg", quality=45)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG) of ``rgb(...)``, or of ``color(srgb ...)``."""
    numbers = [float(x) for x in colour[colour.index("(") + 1 : -1].replace("srgb", "").replace(",", " ").split()[:3]]
    if colour.startswith("rgb"):
        numbers = [x / 255 for x in numbers]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Contrast ratio (WCAG) of two luminances."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def illegible(page: sync_api.Page, selectors: Sequence[str], ground: float) -> list[tuple[str, str]]:
    """Which words, named by the first of each selector, stand out too little (WCAG AA) from a ground of that luminance."""
    inks = [(s, str(page.locator(s).first.evaluate("e => getComputedStyle(e).color"))) for s in selectors]
    return [(selector, ink) for selector, ink in inks if contrast(luminance(ink), ground) < 4.5]


def barriers(page: sync_api.Page, sizes: Sequence[dict[str, int]]) -> list[str]:
    """What axe holds against a page in light and in dark, in windows of some sizes, and where it is wider than its window.

    The page is loaded once and axe with it, which then is warm: the style sheets do all the rest. In dark only what colours do
    is asked.
    """
    told: list[str] = []
    page.emulate_media(color_scheme="light")
    page.evaluate(_axe())
    for size in sizes:
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            told.append(f"{width} wide in a window of {size['width']}")
        for scheme, asked in (("light", WCAG), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found: list[dict[str, Any]] = page.evaluate(
                "asked => axe.run(document, asked).then(r => r.violations)", asked
            )
            told += [f"{scheme}, {rule['id']}: {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in found]
        page.emulate_media(color_scheme="light")
    return told


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
