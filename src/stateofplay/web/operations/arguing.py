"""What can be asked of the conflict of a case, and what can be done with its model."""

from __future__ import annotations

from stateofplay.web.identity import Permission
from stateofplay.web.operations.row import Operation, Parameter

ARGUING: tuple[Operation, ...] = (
    Operation(
        name="conflict",
        path="/case/{case}/conflict",
        says="The conflict in plain words: options and outcomes, what holds under which concept and why, open questions.",
        runs="conflict:show",
        slow=True,
        label="Conflict",
    ),
    Operation(
        name="whatif",
        path="/case/{case}/whatif",
        says="The model of the conflict beside itself with some changes; the address is the variant.",
        runs="conflict:whatif",
        slow=True,
        parameters=(
            Parameter(
                name="set",
                says="A change: OPTION = yes, no, to_yes, to_no, both; FORMULA = required, impossible.",
                repeated=True,
            ),
            Parameter(name="prefer", says="A change: PARTY: A > B, or PARTY: A.", repeated=True),
            Parameter(
                name="answer",
                says="An answer to what is open: PARTY: A = yes, no or either.",
                example="Norvia: talk = yes",
                repeated=True,
            ),
            Parameter(name="drop", says="A claim to leave out.", example="pos-12ab34cd56", repeated=True),
            Parameter(name="name", says="What to call the variant."),
        ),
    ),
    Operation(
        name="model",
        path="/case/{case}/model",
        says="The model of the conflict as people edited it by hand, with the forms to edit it and to take steps back.",
        runs="modelling:show",
        keeps=False,
        slow=True,
    ),
    Operation(
        name="edit_model",
        path="/case/{case}/model",
        method="POST",
        says="One step in the model by hand: an option, a wish, the whole text, or the last step taken back.",
        runs="modelling:edit",
        twins=(),
        permission=Permission.EDIT,
        parameters=(
            Parameter(
                name="verb",
                says="add option, reword, remove option, add wish, remove wish, move wish up, answer, text, undo or draft.",
                example="undo",
            ),
            Parameter(name="subject", says="The party or the option.", example="Norvia"),
            Parameter(name="value", says="The words, the formula, the place in the list, or the text of the model."),
            Parameter(name="seen", says="Number of the last step that the form was shown with.", example="0"),
        ),
    ),
    Operation(
        name="analyse_model",
        path="/case/{case}/model/analyse",
        method="POST",
        says="Begin a job that works out the model by hand, where it is too large to be worked out while its page is asked for.",
        runs="modelling:analyse",
        twins=(),
        permission=Permission.EDIT,
    ),
    Operation(
        name="keep_whatif",
        path="/case/{case}/whatifs",
        method="POST",
        says="Keep a what-if under a name; without a change, give up the one of that name.",
        runs="modelling:keep",
        twins=(),
        permission=Permission.EDIT,
        parameters=(
            Parameter(name="name", says="What to call it.", example="no red line"),
            Parameter(name="set", says="As of a what-if.", repeated=True),
            Parameter(name="prefer", says="As of a what-if.", repeated=True),
            Parameter(name="answer", says="As of a what-if.", repeated=True),
            Parameter(name="drop", says="As of a what-if.", repeated=True),
        ),
    ),
    Operation(
        name="compare",
        path="/case/{case}/compare",
        says="What-ifs that are kept under a name, side by side with the model as it is.",
        runs="modelling:compare",
        slow=True,
        parameters=(Parameter(name="name", says="Only those of these names; all by default.", repeated=True),),
    ),
    Operation(
        name="reach",
        path="/case/{case}/reach",
        says="What would have to change for an outcome to hold, and whether a path leads there.",
        runs="conflict:reach",
        slow=True,
        parameters=(
            Parameter(name="outcome", says="Options joined by and, or, not.", example="Russia: ceasefire"),
            Parameter(
                name="set",
                says="A change: OPTION = yes, no, to_yes, to_no, both; FORMULA = required, impossible.",
                repeated=True,
            ),
            Parameter(name="prefer", says="A change: PARTY: A > B, or PARTY: A.", repeated=True),
            Parameter(
                name="answer",
                says="An answer to what is open: PARTY: A = yes, no or either.",
                example="Norvia: talk = yes",
                repeated=True,
            ),
            Parameter(name="drop", says="A claim to leave out.", example="pos-12ab34cd56", repeated=True),
        ),
    ),
    Operation(
        name="figure",
        path="/case/{case}/figure/{figure}",
        says="A figure of the conflict as SVG: moves, status-quo, table or outcomes.",
        runs="conflict:figure",
        slow=True,
        twins=(),
    ),
)
