"""Claims from two hands: what the rules found and the network does not doubt, and what it finds beside it."""

from __future__ import annotations

from stateofplay.finding.components import Found, finder
from stateofplay.finding.hearing import keep
from stateofplay.finding.learned.linear import decided
from stateofplay.finding.learned.merging import merge_events, merge_positions
from stateofplay.finding.learned.merging_statements import merge_statements
from stateofplay.finding.learned.reader import deeds, look, marks, reads, shipped, told, wishes
from stateofplay.finding.learned.speech import sayings
from stateofplay.language.document import Document
from stateofplay.model import Event, Position, Statement


@finder("positions-learned", assigns="positions", requires=("statements", "positions"))
def find_learned_positions(document: Document, found: Found) -> tuple[Position, ...]:
    """Weigh the rules' positions and add those that only the network sees, in text order.

    Confidence is the chance that the position is right, as measured on pages that did not train. Where the parse comes from
    another pipeline, whose vectors the network cannot read, and on a text of a few lines, the rules'
    positions stay as they are. Cost: linear in the text.
    """
    if not reads(document):
        return found.positions
    network = shipped()
    seen = look(document, found.statements, network)
    chances = wishes(seen, network, marks(seen.view, document, found.positions))
    return merge_positions(document, seen.view, found.positions, chances, decided("positions"))


@finder("events-learned", assigns="events", requires=("statements", "positions", "events"))
def find_learned_events(document: Document, found: Found) -> tuple[Event, ...]:
    """Weigh the rules' events and add those that only the network sees, in text order, as for positions."""
    if not reads(document):
        return found.events
    network = shipped()
    seen = look(document, found.statements, network)
    chances = deeds(seen, network, marks(seen.view, document, found.positions), told(seen.view, document, found.events))
    return merge_events(document, seen.view, found.events, chances, decided("events"))


@finder("statements-learned", assigns="statements", requires=("statements", "positions"))
def find_learned_statements(document: Document, found: Found) -> tuple[Statement, ...]:
    """Add statements that only the network sees to the rules', in text order, as for positions.

    Comes after all else that is learned: the network was taught to look at what the rules say is said.
    """
    if not reads(document):
        return found.statements
    network = shipped()
    seen = look(document, found.statements, network)
    chances = sayings(seen, network, marks(seen.view, document, found.positions))
    begins = seen.view.start
    keep(document, ((int(begins[s.head]), document.actors[s.actor].name, s.chance) for s in chances.all))
    return merge_statements(document, seen.view, found.statements, chances, decided("statements"))
