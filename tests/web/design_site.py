"""A small site with the parts page and the pages of the frame, without a database; run by the tests as a process.

python tests/web/design_site.py     prints its address, then serves until its input is closed
"""

import sys
import threading
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

MENU = ["Mit overblik", "Afregning", "Aftaler", "Parter", "Log"]
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
DEMO_USERS = [
    {"username": "demo-nord", "password": "demo-nord", "role": "Afregner", "unit": "Region Nordjylland"},
    {"username": "demo-midt", "password": "demo-midt", "role": "Afregner", "unit": "Region Midtjylland"},
    {"username": "demo-log", "role": "Revisor"},
]


class Person:
    """Somebody who is logged in."""

    is_authenticated = True


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame as the project fills it; `/login` and `/500` are seen by nobody in particular."""
    if request.path in ("/login", "/500"):
        return {"frame": {"menu": [], "demo": True}}
    menu = [{"title": title, "url": "#", "current": title == "Afregning"} for title in MENU]
    return {
        "user": Person(),
        "frame": {
            "menu": menu,
            "unit": "Region Nordjylland",
            "role": "Afregner",
            "demo": True,
            "help_url": "#",
            "switch_url": "#",
            "authority": "Region Nordjylland",
            "contact": "Spørg afregningen på telefon 00 00 00 00.",
            "accessibility_url": "#",
        },
    }


def policy(get_response: Any) -> Any:
    """A middleware that sends the strict content security policy of the project."""

    def respond(request: HttpRequest) -> HttpResponse:
        response: HttpResponse = get_response(request)
        response["Content-Security-Policy"] = POLICY
        return response

    return respond


def page(template: str) -> Any:
    """A view that shows a template with what a log-in page is given."""

    def view(request: HttpRequest) -> HttpResponse:
        from django import forms

        class LogIn(forms.Form):
            login = forms.CharField()
            password = forms.CharField(widget=forms.PasswordInput)
            remember = forms.BooleanField(required=False)

        return render(request, template, {"form": LogIn(), "demo_users": DEMO_USERS})

    return view


def configure() -> None:
    """Settings without a database; the addresses are those of this module."""
    templates = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", f"{__name__}.frame"]},
    }
    settings.configure(
        DEBUG=True,
        SECRET_KEY="only-for-tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        TIME_ZONE="Europe/Copenhagen",
        LANGUAGE_CODE="da",
        STATIC_URL="/static/",
        MIDDLEWARE=[f"{__name__}.policy"],
        INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx", "tvaers.web.design"],
        TEMPLATES=[templates],
    )
    django.setup()


def addresses() -> list[Any]:
    """The pages by address."""
    import showcase

    error_pages = [path(code, page(f"{code}.html")) for code in ("403", "404", "500")]
    accounts = [
        path("login", page("account/login.html"), name="account_login"),
        path("logout", page("account/logout.html"), name="account_logout"),
    ]
    return [path("", showcase.page), *error_pages, *accounts]


class Quiet(WSGIRequestHandler):
    """A handler that does not write every request to the terminal."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


if __name__ == "__main__":
    configure()
    urlpatterns = addresses()
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
