"""What every page shows around its content: the menu, the unit and the role in use."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tvaers.engine.access import queries as access
from tvaers.engine.parties import queries as parties
from tvaers.settings import DEMO
from tvaers.web.cases import acting

MENU = (
    ("Mit overblik", "overview", ()),
    ("Forløb", "cases:home", ("cases.see",)),
    ("Meddelelser", "messages:home", ("messages.traffic.see", "messages.keep_broker")),
    ("Afregning", "settlement:home", ("settlement.see",)),
    ("Møder", "forums:home", ("forums.see",)),
    ("Budget", "budget:home", ("budget.see", "budget.write", "budget.compose")),
    ("Aftaler", "agreements:list", ("agreements.see",)),
    ("Parter", "parties:list", ("parties.see",)),
    ("Log", "audit:list", ("audit.see",)),
)

CONTACT = "Spørg administratoren hos din region eller kommune."


def frame(request: HttpRequest) -> dict[str, Any]:
    """The template context of the frame; an empty menu for those who are not logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": {**_about(), "menu": [], "unit": "", "role": ""}}
    standings = access.standings(user)
    held = {permission for standing in standings for permission in standing.role.permissions}
    menu = [
        {"title": title, "url": _url(name), "current": _is_current(request, name)}
        for title, name, needs in MENU
        if not needs or held & set(needs)
    ]
    unit, role = unit_and_role(standings)
    switch = len(acting.choices(user)) > 1
    chosen = acting.chosen(request) if switch else ""
    return {
        "frame": {
            **_about(),
            "menu": [m for m in menu if m["url"]],
            "unit": scope_name(chosen) if chosen else unit,
            "role": role,
            "switch_url": _url("cases:act_for") if switch else "",
        }
    }


def unit_and_role(standings: list[access.Standing]) -> tuple[str, str]:
    """For whom somebody works, and as what."""
    unit = ", ".join(dict.fromkeys(scope_name(standing.scope) for standing in standings))
    return unit, ", ".join(dict.fromkeys(standing.role.title for standing in standings))


def _about() -> dict[str, Any]:
    """What stands on every page, also for strangers: whose installation this is, and where to get help."""
    return {
        "demo": DEMO,
        "authority": "Demoregionen" if DEMO else "",
        "contact": CONTACT,
        "help_url": reverse("help"),
        "accessibility_url": reverse("accessibility"),
    }


def scope_name(scope: str) -> str:
    """A party code as the reader knows it."""
    return "Alle parter" if access.is_everywhere(scope) else parties.name_of(scope)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_current(request: HttpRequest, name: str) -> bool:
    url = _url(name)
    return bool(url) and (request.path == url if url == "/" else request.path.startswith(url))
