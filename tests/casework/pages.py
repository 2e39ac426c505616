"""Two pages of our own about fishing rights, six days apart, and the case that they make."""

from __future__ import annotations

from pathlib import Path

from stateofplay.record import Case, create_case
from stateofplay.service.cases import add_all

BEFORE = """\
Kenya and Tanzania prepare for fisheries talks in Nairobi

Kenya and Tanzania will hold talks in Nairobi on Friday about fishing rights in the lake, officials said on Tuesday.

A Kenyan official said President William Ruto would attend only if President Samia Suluhu Hassan came. \
Hassan has said that she will not attend.

Tanzania demands that Kenya withdraw its patrol boats from the southern waters. Kenya rejects a withdrawal of its patrol boats.

Kenya supports a 60-day ceasefire between the patrols. Tanzania opposes a ceasefire.

Uganda threatened to impose sanctions on both unless they accept a ceasefire.

Tanzania said that giving up the islands was a red line.
"""
AFTER = """\
Tanzania accepts a ceasefire on the lake

Tanzania accepts a 60-day ceasefire between the patrols, its foreign minister said on Monday.

Kenyan officials said that Tanzania rejects talks in Nairobi. Tanzania supports the talks.

Kenya still rejects a withdrawal of its patrol boats.
"""


def lake_case(folder: Path, *, after: bool = True) -> Case:
    """A case of the first page, or of both."""
    case = create_case(folder / "lake.sop", title="Fishing rights in the lake")
    for name, text, published in (("before", BEFORE, "2024-03-05"), ("after", AFTER, "2024-03-11")):
        if name == "before" or after:
            page = folder / f"{name}.txt"
            page.write_text(text, encoding="utf-8")
            added = list(add_all(case, [str(page)], published=published))
            assert all(one.problem is None for one in added)
    return case
