"""Log-in: nobody signs up by themselves; an administrator makes the user and gives the roles."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required

from tvaers.engine.access import queries as access
from tvaers.web.frame import unit_and_role


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """The account adapter of allauth with sign-up closed."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Whether a stranger may make an account: never."""
        return False


class LogIn(LoginView):  # type: ignore[misc]
    """The log-in page; in a demo with the invented users, so that anybody can try each role."""

    def get_form(self, form_class: Any = None) -> Any:
        """The form of allauth without its link to a new password by e-mail, which nobody gets."""
        form = super().get_form(form_class)
        form.fields["password"].help_text = "Har du glemt den, så bed din administrator om en ny."
        return form

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The context of allauth, and the demo users."""
        return {**super().get_context_data(**context), "demo_users": demo_users() if settings.DEMO else []}


def demo_users() -> list[dict[str, str]]:
    """The demo users who can log in, as the log-in page shows them."""
    return [_demo_user(user) for user in access.demo_users() if user.is_active]


def _demo_user(user: Any) -> dict[str, str]:
    unit, role = unit_and_role(access.standings(user))
    return {
        "username": user.username,
        "password": settings.DEMO_PASSWORD,
        "name": user.title or "Ny medarbejder",
        "role": role,
        "unit": unit,
    }


log_in = login_not_required(LogIn.as_view())
