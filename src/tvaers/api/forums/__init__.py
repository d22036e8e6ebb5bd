"""Forums over the API: who sits where, meetings, items, decisions, minutes, papers, and the feed for harvesters."""

from tvaers.api.forums import decisions, feed, files, importing, items, matters, meetings, minutes, people
from tvaers.api.forums.router import router

__all__ = ["decisions", "feed", "files", "importing", "items", "matters", "meetings", "minutes", "people", "router"]
