"""Names as they stand in the text (`name`): words in `capitals`, `names` of the lexicon, spans of the recogniser
(`recognised`), what `fronts` a name, bodies `holding` a country's name, `shapes` that tell by themselves, `common_bodies` that
many countries have; `titles` around names (each a `title`), over `offices`; `affiliations` without one."""

from stateofplay.language.actors.names.capitals import shouted
from stateofplay.language.actors.names.name import Name, NameKind
from stateofplay.language.actors.names.names import find_names
from stateofplay.language.actors.names.title import Title
from stateofplay.language.actors.names.titles import titles_of

__all__ = ["Name", "NameKind", "Title", "find_names", "shouted", "titles_of"]
