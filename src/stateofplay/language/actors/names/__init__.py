"""Names as they stand in the text: words in capitals, names of the lexicon and of the recogniser, titles before names."""

from stateofplay.language.actors.names.capitals import shouted
from stateofplay.language.actors.names.names import Name, NameKind, find_names
from stateofplay.language.actors.names.titles import Title, titles_of

__all__ = ["Name", "NameKind", "Title", "find_names", "shouted", "titles_of"]
