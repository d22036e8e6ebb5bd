"""Addresses between subjects: a page may link to a page of another room without knowing whether that room is there."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def to(name: str, *arguments: object, **query: object) -> str:
    """The address of a named page with a query of the values that are not empty; "" when there is no such page."""
    try:
        address = reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
    wanted = {key: value for key, value in query.items() if value not in ("", None)}
    return f"{address}?{urlencode(wanted)}" if wanted else address
