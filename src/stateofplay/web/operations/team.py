"""What a server with accounts can be asked for beside the cases themselves."""

from __future__ import annotations

from stateofplay.web.identity import Permission
from stateofplay.web.operations.row import Operation, Parameter

_NAME = Parameter(name="name", says="Name of the account.", example="Ana Lima")
_PASSWORD = Parameter(name="password", says="A new password, of 12 characters at least.")
_ROLE = Parameter(name="role", says="reader, reviewer, editor, owner, or none.", example="reviewer")
_OFFSET = Parameter(name="offset", says="How many rows to leave out before the first one shown.", example="0")


def _row(name: str, path: str, says: str, permission: Permission, **more: object) -> Operation:
    return Operation(
        name=name, path=path, says=says, runs=f"team:{name}", permission=permission, face="team", keeps=False,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _does(name: str, path: str, says: str, permission: Permission, *parameters: Parameter) -> Operation:
    return _row(name, path, says, permission, method="POST", parameters=parameters, twins=())


TEAM: tuple[Operation, ...] = (
    _row(
        "sign_in_form",
        "/sign-in",
        "The form to sign in with.",
        Permission.ANYONE,
        parameters=(Parameter(name="next", says="Where to go on.", example="/case/talks"),),
        twins=(),
    ),
    _does(
        "sign_in",
        "/sign-in",
        "Begin a session. So many attempts in a quarter of an hour are tried, for each name and each address.",
        Permission.ANYONE,
        _NAME,
        Parameter(name="password", says="Their password."),
        Parameter(name="next", says="Where to go on.", example="/case/talks"),
    ),
    _does("sign_out", "/sign-out", "End the session that this is asked in.", Permission.READ),
    _row(
        "link_form",
        "/join/{token}",
        "The form behind a one-time link: to join, or to set a new password.",
        Permission.ANYONE,
        twins=(),
    ),
    _does(
        "use_link",
        "/join/{token}",
        "Set the password that a one-time link is for, and begin a session; the link ends with it.",
        Permission.ANYONE,
        _PASSWORD,
    ),
    _row("account", "/account", "One's own account: roles, and the sessions and tokens that hold.", Permission.READ),
    _does(
        "change_password",
        "/account/password",
        "Set a new password of one's own; all other sessions end.",
        Permission.READ,
        Parameter(name="old", says="The password from before."),
        _PASSWORD,
    ),
    _does(
        "end_session",
        "/account/end",
        "End one of one's own sessions, or all others.",
        Permission.READ,
        Parameter(name="session", says="Number of the session, or `others`.", example="others"),
    ),
    _does(
        "make_token",
        "/account/token",
        "Make a token for a program, which does what its owner may; it is shown once.",
        Permission.READ,
        Parameter(name="name", says="Which program it is for.", example="nightly export"),
        Parameter(name="scope", says="read, or write: then it may judge, add and edit too.", example="read"),
    ),
    _does(
        "end_token",
        "/account/token/end",
        "End a token of one's own, at once.",
        Permission.READ,
        Parameter(name="token", says="Number of the token.", example="1"),
    ),
    _row(
        "members",
        "/case/{case}/members",
        "Who may do what in a case, and whether every member may read it.",
        Permission.READ,
        label="Members",
    ),
    _does(
        "set_role",
        "/case/{case}/members",
        "Give somebody a role in a case, or take it away.",
        Permission.OWN,
        _NAME,
        _ROLE,
    ),
    _does(
        "set_open",
        "/case/{case}/visibility",
        "Let every member read a case, or only who has a role in it.",
        Permission.OWN,
        Parameter(name="open", says="yes or no.", example="no"),
    ),
    _does(
        "invite_to_case",
        "/case/{case}/invite",
        "Make an account with a role in a case, and a one-time link to join with, which is shown once.",
        Permission.OWN,
        _NAME,
        _ROLE,
    ),
    _does(
        "delete_case",
        "/case/{case}/delete",
        "Delete a case with everything in it; the audit keeps who did it.",
        Permission.OWN,
        Parameter(name="name", says="The name of the case as its address has it, typed.", example="talks"),
    ),
    _row(
        "case_audit",
        "/case/{case}/audit",
        "Who did what in a case.",
        Permission.OWN,
        parameters=(_OFFSET,),
        label="Audit",
    ),
    _row("team", "/team", "The accounts of the team.", Permission.ADMINISTER),
    _does(
        "invite",
        "/team/invite",
        "Make an account, and a one-time link to join with, which is shown once.",
        Permission.ADMINISTER,
        _NAME,
        Parameter(name="administrator", says="yes: they administer.", example="yes"),
    ),
    _does(
        "reset",
        "/team/reset",
        "Make a one-time link to set a new password with, which is shown once.",
        Permission.ADMINISTER,
        _NAME,
    ),
    _does(
        "disable",
        "/team/disable",
        "Shut an account out at once, or let it in again; what it judged stays.",
        Permission.ADMINISTER,
        _NAME,
        Parameter(name="disabled", says="yes or no.", example="yes"),
    ),
    _does(
        "administrator",
        "/team/administrator",
        "Make somebody an administrator, or no longer one.",
        Permission.ADMINISTER,
        _NAME,
        Parameter(name="administrator", says="yes or no.", example="yes"),
    ),
    _row("audit", "/team/audit", "Who did what, everywhere.", Permission.ADMINISTER, parameters=(_OFFSET,)),
)
"""Rows of the table of operations that need accounts."""
