"""Readers on this machine: the embedded one, and any spaCy pipeline whose parser speaks Universal Dependencies."""

from __future__ import annotations

from dataclasses import dataclass

from stateofplay.model import Article, Reading
from stateofplay.settings import FindingSettings, LanguageSettings
from stateofplay.threads import uncollected


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalReader:
    """Finders of our own over a parse."""

    name: str
    languages: tuple[str, ...]
    language: LanguageSettings
    finding: FindingSettings

    def read(self, article: Article) -> Reading:
        """Parse the article and find every claim."""
        with uncollected():
            return self._read(article)  # by the time the collector may look again, the document is gone

    def _read(self, article: Article) -> Reading:
        from stateofplay.finding import assemble, find
        from stateofplay.language import understand

        finders = assemble(self.finding.finders, modules=self.finding.modules)
        document = understand(article, self.language)
        reading = find(document, finders, reader=self.language.pipeline)
        document.doc.let_go()
        return reading

    def report(self) -> str:
        """Nothing: it asks nobody."""
        return ""
