"""The year wheel over the API: the year of every forum, duties, status forms with replies, contact persons."""

from tvaers.api.yearwheel import contacts, requests, wheel
from tvaers.api.yearwheel.parts import router

__all__ = ["contacts", "requests", "router", "wheel"]
