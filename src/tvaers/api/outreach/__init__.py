"""What reaches out from forums over the API: events with sign-up, what was sent on, and word to members."""

from tvaers.api.outreach import circulars, gatherings, posts
from tvaers.api.outreach.parts import router

__all__ = ["circulars", "gatherings", "posts", "router"]
