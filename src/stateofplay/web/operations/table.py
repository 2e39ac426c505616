"""The one table of everything that can be asked for or done: routes, data twins, OpenAPI and the docs come from it."""

from __future__ import annotations

from stateofplay.web.identity import Permission
from stateofplay.web.operations.arguing import ARGUING
from stateofplay.web.operations.row import Operation, Parameter
from stateofplay.web.operations.team import TEAM

SINCE = Parameter(name="since", says="ISO day that changes are counted from.", example="2025-06-01")
OFFSET = Parameter(name="offset", says="How many rows to leave out before the first one shown.", example="0")
WORDS = Parameter(name="q", says="Words that rows must have.", example="ceasefire")

KEY = Parameter(name="key", says="Opens this feed alone to a program that cannot sign in; the page Take away has it.")
SEARCH = (
    Parameter(
        name="q", says="Words that sentences must have; phrases in quotation marks.", example='"only if" ceasefire'
    ),
    Parameter(name="kind", says="With a claim of this kind.", example="positions"),
    Parameter(name="party", says="With a claim of this party.", example="Ukraine"),
    Parameter(name="issue", says="With a position on this issue.", example="ceasefire"),
    Parameter(name="source", says="Of this site or source.", example="news.example"),
    Parameter(name="firmness", says="With a claim of this firmness.", example="confirmed"),
    Parameter(name="judged", says="`judged` or `not judged`.", example="judged"),
    Parameter(name="month", says="Of pages of this month.", example="2025-06"),
    OFFSET,
)

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="cases",
        path="/",
        says="The cases that are followed here, with what changed in each.",
        runs="cases:show",
        keeps=False,
    ),
    Operation(
        name="process",
        path="/case/{case}",
        says="The state of play of a case: one bold line, the position table, the talks, who waits for whom, what changed.",
        runs="cases:process",
        parameters=(SINCE, OFFSET, WORDS),
        counts=True,
        checked=True,
        label="State of play",
    ),
    Operation(
        name="review",
        path="/case/{case}/review",
        says="The queue of claims to judge, ordered by what a judgement would change, each with the reasons for its place.",
        runs="review:queue",
        parameters=(
            Parameter(name="claim", says="The claim to open; the first by default.", example="pos-12ab34cd56"),
            Parameter(name="kind", says="Only claims of this kind.", example="positions"),
            OFFSET,
        ),
        label="Review",
    ),
    Operation(
        name="search",
        path="/case/{case}/search",
        says="Sentences of a case by words, phrases and names in any spelling, with facets and counts.",
        runs="search:one",
        parameters=SEARCH,
        label="Search",
    ),
    Operation(
        name="search_all",
        path="/search",
        says="Sentences of all cases by words, phrases and names in any spelling, with facets and counts.",
        runs="search:every",
        parameters=SEARCH,
        keeps=False,
    ),
    Operation(
        name="timeline",
        path="/case/{case}/timeline",
        says="Talks, offers and answers, conditions and events by day, on a line and as a list.",
        runs="timeline:show",
        parameters=(
            Parameter(
                name="lane", says="talks, offers, answers, conditions or events; all by default.", example="talks"
            ),
            Parameter(name="party", says="Only what names this party.", example="Ukraine"),
            Parameter(name="since", says="From this ISO day on.", example="2025-05"),
            Parameter(name="until", says="Up to this ISO day.", example="2025-06"),
            OFFSET,
        ),
        label="Timeline",
    ),
    Operation(
        name="issue",
        path="/case/{case}/issue",
        says="One issue: every party's words on it, now and before, what speaks for them and what against.",
        runs="table:issue",
        parameters=(Parameter(name="name", says="Name of the issue.", example="ceasefire"), OFFSET),
    ),
    Operation(
        name="meeting",
        path="/case/{case}/meeting",
        says="One meeting: what it is now, who comes, what every page said of it and of each seat.",
        runs="table:meeting",
        parameters=(Parameter(name="name", says="Its name, or the id of a claim of it.", example="mee-12ab34cd56"),),
    ),
    Operation(
        name="party",
        path="/case/{case}/party/{party}",
        says="One party: where it stands on every issue, its people, its talks, its conditions.",
        runs="table:party",
        parameters=(SINCE, OFFSET),
        counts=True,
    ),
    Operation(
        name="actors",
        path="/case/{case}/actors",
        says="The actors with all their names, why these were joined, which pairs wait for a person, and what people said.",
        runs="names:actors",
        parameters=(WORDS, OFFSET),
        label="Actors",
    ),
    Operation(
        name="say_of_names",
        path="/case/{case}/actors",
        method="POST",
        says="Say that two names are the same actor, or different ones, or take the last word on them back.",
        runs="names:say",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="left", says="One name.", example="Umerov"),
            Parameter(name="right", says="The other.", example="Rustem Umerov"),
            Parameter(name="verdict", says="same, different or withdraw.", example="same"),
            Parameter(name="note", says="Why."),
        ),
        twins=(),
    ),
    Operation(
        name="issues",
        path="/case/{case}/issues",
        says="The issues with the words of pages that belong to each, and why.",
        runs="names:issues",
        parameters=(WORDS, OFFSET),
        label="Issues",
    ),
    Operation(
        name="edit_issue",
        path="/case/{case}/issues",
        method="POST",
        says="Rename an issue, merge another into it, split words off it, or take one's own last edit back.",
        runs="names:edit",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="edit", says="rename, merge, split or withdraw.", example="merge"),
            Parameter(name="issue", says="Name of the issue.", example="ceasefire"),
            Parameter(
                name="value",
                says="Its new name, the issue to merge in, or the words to split off.",
                example="short pauses",
            ),
            Parameter(name="note", says="Why."),
        ),
        twins=(),
    ),
    Operation(
        name="changes",
        path="/case/{case}/changes",
        says="Everything that is new, turned, firmer, softer, contradicted or withdrawn since a day.",
        runs="table:changes",
        parameters=(SINCE,),
        counts=True,
        checked=True,
        label="Changes",
    ),
    Operation(
        name="seen",
        path="/case/{case}/seen",
        method="POST",
        says="Count changes from a day on, by default from now: what is there has been looked at.",
        runs="table:seen",
        parameters=(SINCE,),
        twins=(),
    ),
    *ARGUING,
    Operation(
        name="pages",
        path="/case/{case}/pages",
        says="The pages of a case with their dates, copies and versions.",
        runs="sources:pages",
        parameters=(WORDS, OFFSET),
        label="Pages",
    ),
    Operation(
        name="page",
        path="/case/{case}/page/{page}",
        says="An archived page beside its claims.",
        runs="evidence:page",
        fresh=True,
        parameters=(Parameter(name="kind", says="Only claims of this kind.", example="positions"),),
    ),
    Operation(
        name="claim",
        path="/case/{case}/claim/{claim}",
        says="A claim beside its sentence, with all that people said of it, and the forms to judge and correct it.",
        runs="evidence:claim",
        fresh=True,
    ),
    Operation(
        name="judge",
        path="/case/{case}/claim/{claim}/judge",
        method="POST",
        says="Accept, reject or doubt a claim, correct its fields, or take one's last word on it back.",
        runs="evidence:judge",
        permission=Permission.REVIEW,
        parameters=(
            Parameter(name="verdict", says="accept, reject, unsure or withdraw.", example="accept"),
            Parameter(name="note", says="Why.", example="The sentence is about another round."),
            Parameter(
                name="seen",
                says="Id of the last judgement that was shown with the form, empty for none: where somebody else has judged "
                "since then, nothing is written (409).",
            ),
            Parameter(name="field.NAME", says="With accept: the value that a field should have.", example="demands"),
            Parameter(
                name="was.NAME", says="The value that the form showed; a field that is left as it was is not corrected."
            ),
            Parameter(
                name="words",
                says="With accept: the words of the page that it should rest on.",
                example="Chad wants the bridge",
            ),
            Parameter(name="start", says="Where those words begin, in code points of the page.", example="120"),
            Parameter(name="end", says="Before which code point they end.", example="180"),
            Parameter(name="queue", says="Go on with the queue of claims to review.", example="1"),
        ),
        twins=(),
    ),
    Operation(
        name="new_claim",
        path="/case/{case}/page/{page}/claim",
        says="The form for a claim that the reader missed, from marked words.",
        runs="evidence:new_claim",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="kind", says="positions, meetings, attendance, statements, conditions, events or dates."),
            Parameter(name="words", says="The words of the page that it rests on.", example="Chad wants the bridge"),
            Parameter(name="start", says="Where they begin, in code points of the page.", example="120"),
            Parameter(name="end", says="Before which code point they end.", example="180"),
            Parameter(
                name="exact", says="1: the marked words alone are the evidence, else their sentence.", example="1"
            ),
        ),
        twins=(),
    ),
    Operation(
        name="add_claim",
        path="/case/{case}/page/{page}/claim",
        method="POST",
        says="Add a claim that the reader missed; where the case has it already, it is accepted instead.",
        runs="evidence:add",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="kind", says="positions, meetings, attendance, statements, conditions, events or dates."),
            Parameter(name="words", says="The words of the page that it rests on.", example="Chad wants the bridge"),
            Parameter(name="start", says="Where they begin, in code points of the page.", example="120"),
            Parameter(name="end", says="Before which code point they end.", example="180"),
            Parameter(name="field.NAME", says="A field of the claim.", example="demands"),
            Parameter(name="note", says="Why."),
        ),
        twins=(),
    ),
    Operation(
        name="add",
        path="/case/{case}/add",
        says="Forms to add pages and to watch feeds, what is watched, and the jobs of late.",
        runs="adding:form",
        permission=Permission.EDIT,
        label="Add",
        keeps=False,
    ),
    Operation(
        name="add_pages",
        path="/case/{case}/add",
        method="POST",
        says="Begin a job that reads pages: uploaded files, addresses, a pasted text.",
        runs="adding:add",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="files", says="Files, in a multipart form.", repeated=True),
            Parameter(name="addresses", says="Addresses, one a line."),
            Parameter(name="text", says="A text."),
            Parameter(name="label", says="What to call the text."),
            Parameter(
                name="published", says="Day of publication, where the pages do not say it.", example="2025-06-02"
            ),
        ),
        twins=(),
    ),
    Operation(
        name="watch",
        path="/case/{case}/watch",
        method="POST",
        says="Subscribe to feeds, and begin a job that visits everything that is watched once.",
        runs="adding:watch",
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="feeds", says="Addresses of feeds or pages."),
            Parameter(name="files", says="An OPML list, in a multipart form."),
        ),
        twins=(),
    ),
    Operation(
        name="forget",
        path="/case/{case}/forget",
        method="POST",
        says="Do not watch an address any more; its pages stay.",
        runs="adding:forget",
        permission=Permission.EDIT,
        parameters=(Parameter(name="address", says="The address."),),
        twins=(),
    ),
    Operation(
        name="job",
        path="/case/{case}/job/{job}",
        says="How far a job has come, and what came of each page.",
        runs="adding:job",
        permission=Permission.EDIT,
        keeps=False,
    ),
    Operation(
        name="cancel_job",
        path="/case/{case}/job/{job}/cancel",
        method="POST",
        says="Stop a job after the page that is being read; what was added stays.",
        runs="adding:cancel",
        permission=Permission.EDIT,
        twins=(),
    ),
    Operation(
        name="new_case",
        path="/cases",
        method="POST",
        says="Make a case in the folder that is served.",
        runs="adding:new_case",
        permission=Permission.ADMINISTER,
        parameters=(Parameter(name="title", says="What is negotiated."),),
        twins=(),
    ),
    Operation(
        name="exports",
        path="/case/{case}/exports",
        says="Every format with its codebook, the feeds, and the citation.",
        runs="exports:show",
        label="Take away",
        personal=True,
    ),
    Operation(
        name="export",
        path="/case/{case}/export/{take}",
        says="The case in a format, as `stateofplay export` writes it.",
        runs="exports:take",
        slow=True,
        parameters=(
            Parameter(name="party", says="Only claims of this party."),
            Parameter(name="issue", says="Only claims with these words in their issue."),
            Parameter(name="since", says="Only pages of this ISO day and later."),
            Parameter(name="until", says="Only pages up to this ISO day."),
            Parameter(name="source", says="Only pages with these words in source or site."),
            Parameter(name="rejected", says="1: rejected claims too."),
        ),
        twins=(),
    ),
    Operation(
        name="cite",
        path="/case/{case}/cite",
        says="The citation of a view, as text, BibTeX and CSL-JSON, with the version of the case and the day of access.",
        runs="exports:cite",
        parameters=(Parameter(name="of", says="Path and query of the view.", example="/case/talks?since=2025-06-01"),),
        keeps=False,
    ),
    Operation(
        name="changes_feed",
        path="/case/{case}/changes.atom",
        says="What changed, or what became of the answer to one question, as an Atom feed.",
        runs="exports:atom",
        parameters=(
            SINCE,
            Parameter(
                name="question",
                says="Key of a question of the conflict, such as hold: its answer instead.",
                example="hold",
            ),
            KEY,
        ),
        twins=(),
    ),
    Operation(
        name="calendar",
        path="/case/{case}/talks.ics",
        says="The talks and the deadlines as a calendar.",
        runs="exports:calendar",
        parameters=(KEY,),
        twins=(),
    ),
    Operation(
        name="openapi",
        path="/openapi.json",
        says="Every operation in OpenAPI 3.1.",
        runs="about:openapi",
        twins=(),
        keeps=False,
    ),
    *TEAM,
)


def operation(name: str) -> Operation:
    """Look an operation up by name."""
    return next(o for o in OPERATIONS if o.name == name)
