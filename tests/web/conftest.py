"""Fixtures of the page tests."""

import pytest

pytest.register_assert_rewrite("tests.web.browser")

from tests.web.browser import browser  # noqa: E402

__all__ = ["browser"]
