"""Log-in: nobody signs up by themselves; an administrator makes the user and gives the roles."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """The account adapter of allauth with sign-up closed."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Whether a stranger may make an account: never."""
        return False
