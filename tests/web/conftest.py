"""Fixtures of the page tests."""

from tests.web.browser import browser

__all__ = ["browser"]
