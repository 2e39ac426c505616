"""Accounts, sessions, roles and the audit of a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stateofplay.errors import TeamError
from stateofplay.service.team import roles, views
from stateofplay.service.team.audit import note
from stateofplay.service.team.opening import Team
from stateofplay.service.team.signin import accounts as verbs
from stateofplay.service.team.signin import tokens
from stateofplay.service.team.signin.accounts import By
from stateofplay.service.team.signin.sessions import end_session as end_one
from stateofplay.service.team.signin.sessions import end_sessions
from stateofplay.web.answers import OperationAnswer
from stateofplay.web.calls import Call

if TYPE_CHECKING:
    from stateofplay.web.team import TeamDoor

LONGEST_PASSWORD = 2_000


def team_of(call: Call) -> Team:
    """The team of the server."""
    team = call.services["team"]
    assert isinstance(team, Team)
    return team


def by_of(call: Call) -> By:
    """Who does it, for the audit."""
    return By(name=call.identity.name, account=call.identity.account)


def make_case(team: object, title: str, by: By) -> str:
    """Make a case that who asks for it owns."""
    from stateofplay.service.team.cases import make_case as make

    assert isinstance(team, Team)
    return make(team, title, by=by)


def sign_in_form(call: Call) -> OperationAnswer:
    """The form to sign in with."""
    return OperationAnswer(view=views.sign_in_view(_onward(call.text("next"))), template="sign_in.html.j2")


def sign_in(call: Call) -> OperationAnswer:
    """Begin a session."""
    token = verbs.sign_in(
        team_of(call), call.text("name"), _password(call, "password"), address=call.client, agent=call.agent
    )
    return OperationAnswer(redirect=_onward(call.text("next")), headers=(("set-cookie", _door(call).cookie_of(token)),))


def sign_out(call: Call) -> OperationAnswer:
    """End this session."""
    with team_of(call).write() as connection:
        end_one(connection, call.identity.account, call.identity.session)
        note(connection, "sign out", name=call.identity.name, account=call.identity.account)
    return OperationAnswer(redirect="/sign-in", headers=(("set-cookie", _door(call).cookie_of("")),))


def link_form(call: Call) -> OperationAnswer:
    """The form behind a one-time link."""
    # With `no-referrer`, which would keep the token from other sites as well, browsers send a form with `Origin: null`;
    # `same-origin`, which every answer carries, hands it to this server alone.
    view = views.link_form(team_of(call), call.path["token"])
    return OperationAnswer(view=view, template="join.html.j2", headers=(("cache-control", "no-store"),))


def use_link(call: Call) -> OperationAnswer:
    """Set the password, and come in."""
    token = verbs.use_link(team_of(call), call.path["token"], _password(call, "password"), call.agent)
    return OperationAnswer(redirect="/", headers=(("set-cookie", _door(call).cookie_of(token)),))


def account(call: Call) -> OperationAnswer:
    """One's own account."""
    who = call.identity
    held = tuple((case, int(role)) for case, role in who.in_case)
    view = views.account_view(team_of(call), who.account, who.name, held, who.session)
    return OperationAnswer(view=view, template="account.html.j2", context={"done": call.text("done")})


def change_password(call: Call) -> OperationAnswer:
    """Set a new password of one's own."""
    verbs.change_password(
        team_of(call), call.identity.account, _password(call, "old"), _password(call, "password"),
        address=call.client, session=call.identity.session,
    )  # fmt: skip
    return OperationAnswer(redirect="/account?done=password")


def end_session(call: Call) -> OperationAnswer:
    """End a session of one's own, or all others."""
    who = call.identity
    with team_of(call).write() as connection:
        if call.text("session") == "others":
            end_sessions(connection, who.account, but=who.session)
        else:
            end_one(connection, who.account, call.number("session"))
        note(connection, "end session", name=who.name, account=who.account)
    return OperationAnswer(redirect="/account?done=ended")


def make_token(call: Call) -> OperationAnswer:
    """Make a token for a program of one's own."""
    token = tokens.make_token(team_of(call), call.text("name"), call.text("scope"), by=by_of(call))
    view = views.token_view(call.text("name"), token, call.origin)
    return OperationAnswer(view=view, template="token.html.j2", headers=(("cache-control", "no-store"),))


def end_token(call: Call) -> OperationAnswer:
    """End a token of one's own."""
    tokens.end_token(team_of(call), call.number("token"), by=by_of(call))
    return OperationAnswer(redirect="/account?done=ended")


def members(call: Call) -> OperationAnswer:
    """Who may do what in a case."""
    return OperationAnswer(
        view=views.members_view(team_of(call), call.case), template="members.html.j2",
        context={"done": call.text("done")},
    )  # fmt: skip


def set_role(call: Call) -> OperationAnswer:
    """Give or take a role."""
    roles.set_role(team_of(call), call.case, call.text("name"), _role(call), by=by_of(call))
    return OperationAnswer(redirect=f"/case/{call.case}/members?done=role")


def set_open(call: Call) -> OperationAnswer:
    """Let every member read a case, or not."""
    roles.set_open(team_of(call), call.case, _is_yes(call, "open"), by=by_of(call))
    return OperationAnswer(redirect=f"/case/{call.case}/members?done=open")


def invite_to_case(call: Call) -> OperationAnswer:
    """Make an account with a role in a case."""
    role = _role(call)
    if role is None:
        raise TeamError("an invitation needs a role", slug="team.role", hint="Choose what they may do.")
    token = verbs.invite(team_of(call), call.text("name"), by=by_of(call))
    roles.set_role(team_of(call), call.case, call.text("name"), role, by=by_of(call))
    return _link(call, token, f"/case/{call.case}/members", "join")


def delete_case(call: Call) -> OperationAnswer:
    """Delete a case with everything in it."""
    from stateofplay.service.team.cases import TeamLibrary
    from stateofplay.service.team.cases import delete_case as delete

    delete(team_of(call), call.case, typed=call.text("name"), by=by_of(call))
    assert isinstance(call.library, TeamLibrary)
    call.library.let_go(call.case)
    return OperationAnswer(redirect="/?done=deleted", gone=True)


def case_audit(call: Call) -> OperationAnswer:
    """Who did what in a case."""
    view = views.audit_view(
        team_of(call), f"/case/{call.case}/audit", case=call.case, offset=call.number("offset"),
        whole=call.format != "html",
    )  # fmt: skip
    return OperationAnswer(view=view, template="audit.html.j2", context={"step": views.STEP})


def team(call: Call) -> OperationAnswer:
    """Everybody."""
    return OperationAnswer(
        view=views.team_view(team_of(call)), template="team.html.j2", context={"done": call.text("done")}
    )


def invite(call: Call) -> OperationAnswer:
    """Make an account."""
    administrator = call.text("administrator") == "yes"
    token = verbs.invite(team_of(call), call.text("name"), administrator=administrator, by=by_of(call))
    return _link(call, token, "/team", "join")


def reset(call: Call) -> OperationAnswer:
    """Make a link to set a new password with."""
    return _link(call, verbs.reset(team_of(call), call.text("name"), by=by_of(call)), "/team", "reset")


def disable(call: Call) -> OperationAnswer:
    """Shut an account out, or let it in again."""
    verbs.set_disabled(team_of(call), call.text("name"), _is_yes(call, "disabled"), by=by_of(call))
    return OperationAnswer(redirect="/team?done=disabled")


def administrator(call: Call) -> OperationAnswer:
    """Make somebody an administrator, or no longer one."""
    verbs.set_administrator(team_of(call), call.text("name"), _is_yes(call, "administrator"), by=by_of(call))
    return OperationAnswer(redirect="/team?done=administrator")


def audit(call: Call) -> OperationAnswer:
    """Who did what, everywhere."""
    view = views.audit_view(team_of(call), "/team/audit", offset=call.number("offset"), whole=call.format != "html")
    return OperationAnswer(view=view, template="audit.html.j2", context={"step": views.STEP})


def _link(call: Call, token: str, back: str, purpose: str) -> OperationAnswer:
    view = views.link_view(call.text("name"), f"{call.origin}/join/{token}", back, purpose)
    return OperationAnswer(view=view, template="link.html.j2", headers=(("cache-control", "no-store"),))


def _role(call: Call) -> roles.TeamRole | None:
    word = call.text("role")
    return None if word == "none" else roles.role_of(word)


def _is_yes(call: Call, name: str) -> bool:
    word = call.text(name)
    if word not in _YES:
        raise TeamError(f"{name} is yes or no, not {word!r}", slug="team.yes_or_no", hint=f"Write {name}=yes.")
    return _YES[word]


_YES = {"yes": True, "no": False}


def _password(call: Call, name: str) -> str:
    """A password as it was typed: what lies before and behind it belongs to it."""
    values = call.given.get(name, ())
    return values[-1][:LONGEST_PASSWORD] if values else ""


def _door(call: Call) -> TeamDoor:
    from stateofplay.web.team import TeamDoor

    door = call.services["door"]
    assert isinstance(door, TeamDoor)
    return door


def _onward(next: str) -> str:
    """An address of this server: what leads elsewhere is left out."""
    plain = next.startswith("/") and not next.startswith(("//", "/\\")) and next.isprintable()
    return next if plain and "\\" not in next else "/"
