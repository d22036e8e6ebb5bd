"""Who you are, who else there is, and who may what."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import SecretStr

from tvaers.api.parts import Key, Paging, Short, Text, user_of
from tvaers.api.problems import answers
from tvaers.engine.access import actions, queries
from tvaers.engine.access.roles import ROLES
from tvaers.kernel.errors import NotFound

router = Router()


class StandingOut(Schema):
    """En rolle, som du har lige nu."""

    role: str = Field(description="Rollens id")
    title: str = Field(description="Rollens navn")
    scope: str = Field(description='Partens kode, eller "*" for alle parter')


class MeOut(Schema):
    """Dig."""

    username: str
    title: str
    standings: list[StandingOut] = Field(description="Dine roller i dag")


class RoleOut(Schema):
    """En rolle og det, den må."""

    id: str
    title: str
    purpose: str
    permissions: list[str]


class UserIn(Schema):
    """En ny bruger."""

    username: str = Field(min_length=1, max_length=150, pattern=r"^[A-Za-z0-9@.+_-]+$")
    title: str = Field("", max_length=120, pattern=r"^[^\u0000]*$", description="Stilling")
    email: str = Field(
        "", max_length=254, pattern=r"^$|^[^@\s\u0000]+@[^@\s\u0000]+$", description="Hertil går mail om forløb"
    )


class UserOut(Schema):
    """En bruger."""

    username: str
    title: str
    active: bool = Field(description="Om brugeren kan logge ind")


class PasswordIn(Schema):
    """En ny adgangskode."""

    password: SecretStr = Field(min_length=12, max_length=200)


class GrantIn(Schema):
    """En adgang, der skal gives."""

    role: Short
    scope: str = Field(pattern=r"^(\*|[A-Za-z0-9-]{1,40})$", description='Partens kode, eller "*" for alle parter')
    reason: str = Field(min_length=1, max_length=300, pattern=r"^[^\u0000]*$")
    starts: date | None = Field(None, description="Første dag; i dag, når den er udeladt")
    ends: date | None = Field(None, description="Sidste dag; ingen, når den er udeladt")


class GrantOut(Schema):
    """En adgang. Begge datoer er med."""

    id: int
    username: str
    role: str
    scope: str
    starts: date
    ends: date | None
    reason: str


class AccessReasonIn(Schema):
    """Hvorfor."""

    reason: Text = Field(min_length=1)


@router.get("/me", response=answers(MeOut), operation_id="access.me")
def me(request: HttpRequest) -> MeOut:
    """Hvem du er, og hvilke roller du har i dag."""
    user = user_of(request)
    held = [StandingOut(role=s.role.id, title=s.role.title, scope=s.scope) for s in queries.standings(user)]
    return MeOut(username=user.username, title=user.title, standings=held)


@router.get("/roles", response=answers(list[RoleOut]), operation_id="access.roles")
def roles(request: HttpRequest) -> list[RoleOut]:  # noqa: ARG001
    """Rollerne, og hvad hver af dem må."""
    return [
        RoleOut(id=r.id, title=r.title, purpose=r.purpose, permissions=sorted(r.permissions)) for r in ROLES.values()
    ]


@router.get("/users", response=answers(list[UserOut]), operation_id="access.users")
def users(request: HttpRequest, paging: Query[Paging]) -> list[UserOut]:
    """Brugerne, for den, der må se dem."""
    return [_user(user) for user in paging.of(queries.users(user_of(request)))]


@router.post("/users", response=answers(UserOut), operation_id="access.create_user")
def create_user(request: HttpRequest, given: UserIn) -> UserOut:
    """Opret en bruger uden adgang og uden adgangskode."""
    who = user_of(request)
    return _user(actions.create_user(actor=who, username=given.username, title=given.title, email=given.email))


@router.post("/users/{username}/password", response=answers(UserOut), operation_id="access.set_password")
def set_password(request: HttpRequest, username: Short, given: PasswordIn) -> UserOut:
    """Giv en bruger en ny adgangskode. Den står aldrig i loggen."""
    found = queries.users(user_of(request)).filter(username=username).first()
    if found is None:
        raise NotFound(what="Brugeren findes ikke, eller du har ikke adgang til den.")
    return _user(actions.set_password(actor=user_of(request), user=found, password=given.password))


@router.get("/grants", response=answers(list[GrantOut]), operation_id="access.grants")
def grants(request: HttpRequest, paging: Query[Paging], username: Short = "") -> list[GrantOut]:
    """Adgange, nyeste først; også dem, der er slut. `username` viser én brugers."""
    found = queries.grants(user_of(request))
    return [_grant(grant) for grant in paging.of(found.filter(user__username=username) if username else found)]


@router.post("/users/{username}/grants", response=answers(GrantOut), operation_id="access.grant")
def grant(request: HttpRequest, username: Short, given: GrantIn) -> GrantOut:
    """Giv en bruger en rolle for en part."""
    found = queries.user_to_grant(user_of(request), username, given.scope)
    if found is None:
        raise NotFound(what="Brugeren findes ikke, eller du har ikke adgang til at give roller her.")
    return _grant(actions.grant(actor=user_of(request), user=found, **given.model_dump()))


@router.post("/grants/{id}/revocation", response=answers(GrantOut), operation_id="access.revoke")
def revoke(request: HttpRequest, id: Key, given: AccessReasonIn) -> GrantOut:
    """Fratag en adgang fra nu af. Den bliver stående med sine datoer."""
    found = queries.grant(user_of(request), id)
    return _grant(actions.revoke(actor=user_of(request), grant=found, reason=given.reason))


def _user(user: Any) -> UserOut:
    return UserOut(username=user.username, title=user.title, active=user.is_active)


def _grant(grant: Any) -> GrantOut:
    return GrantOut(
        id=grant.pk,
        username=grant.user.username,
        role=grant.role,
        scope=grant.scope,
        starts=grant.starts,
        ends=grant.ends,
        reason=grant.reason,
    )
