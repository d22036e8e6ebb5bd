"""The first page, and search over everything one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Mit overblik."""
    return render(request, "overview/home.html")


def search(request: HttpRequest) -> HttpResponse:
    """Søg."""
    return render(request, "overview/home.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Tilgængelighedserklæring."""
    return render(request, "overview/home.html")
