"""A page in a real browser: Chromium once a module, a window with all that it asked for and complained of, contrast."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright import sync_api

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Visit:
    """A window of its own on a page, with all that it asked for and complained of."""

    def __init__(self, browser: sync_api.Browser, address: str, **context: object) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("dialog", lambda d: (self.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        self.page.goto(address)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def background(self, selector: str) -> str:
        """The colour behind the first of some elements."""
        return str(self.page.locator(selector).first.evaluate("e => getComputedStyle(e).backgroundColor"))


def in_view(locator: sync_api.Locator) -> bool:
    """Whether an element stands in the window from top to bottom."""
    return bool(
        locator.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    )


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
