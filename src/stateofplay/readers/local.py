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
        from stateofplay.finding import assemble, find
        from stateofplay.language import understand

        finders = assemble(self.finding.finders, modules=self.finding.modules)
        with uncollected():
            return find(understand(article, self.language), finders, reader=self.language.pipeline)

    def report(self) -> str:
        """Nothing: it asks nobody."""
        return ""
