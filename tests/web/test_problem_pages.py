"""A Problem raised in a view becomes a page: the right status, the three sentences, and nothing written is lost."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tvaers.kernel.errors import NotAllowed, NotFound, Problem
from tvaers.kernel.package_yaml import ContentError, Finding
from tvaers.web.problems import into_form, shows_problems

PROBLEM = Problem(what="Det gik ikke.", why="Tallet er for stort.", do="Skriv et mindre.", findings=("Række 2.",))


def answer(problem: Problem | None, request: Any) -> Any:
    """What a view that raises the problem answers."""

    @shows_problems
    def view(request: HttpRequest) -> HttpResponse:
        if problem is not None:
            raise problem
        return HttpResponse("fint")

    request.user = AnonymousUser()
    return view(request)


@pytest.mark.parametrize(
    ("problem", "status"),
    [(None, 200), (PROBLEM, 400), (NotFound(what="Væk."), 404), (NotAllowed(what="Nej."), 403)],
)
def test_each_kind_of_problem_has_its_status(problem: Problem | None, status: int) -> None:
    assert answer(problem, RequestFactory().get("/x")).status_code == status


@pytest.mark.parametrize("sentence", ["Det gik ikke.", "Tallet er for stort.", "Skriv et mindre.", "Række 2."])
def test_the_page_says_what_why_what_to_do_and_each_finding(sentence: str) -> None:
    assert sentence in answer(PROBLEM, RequestFactory().get("/x")).content.decode()


def test_faults_in_content_are_told_shortly_to_readers_and_whole_in_the_log(caplog: Any) -> None:
    faults = tuple(Finding("clauses/a.yml", line, "noget er galt", "noget andet") for line in range(1, 501))
    shown = answer(ContentError("en-aftale", faults), RequestFactory().get("/x"))
    assert (shown.status_code, "clauses/a.yml" in shown.content.decode()) == (503, False)
    assert "clauses/a.yml, linje 500" in caplog.text


def test_what_was_posted_is_given_back_without_the_token() -> None:
    posted = {"grund": "En lang forklaring", "tom": " ", "csrfmiddlewaretoken": "hemmelig"}
    shown = answer(PROBLEM, RequestFactory().post("/x", posted)).content.decode()
    assert "En lang forklaring" in shown
    assert "hemmelig" not in shown
    assert "<dt>tom</dt>" not in shown


@pytest.mark.parametrize(
    ("came_from", "back"), [("http://testserver/liste", "http://testserver/liste"), ("http://fremmed.dk/", "/")]
)
def test_the_way_back_is_the_page_one_came_from_if_it_is_ours(came_from: str, back: str) -> None:
    shown = answer(PROBLEM, RequestFactory().get("/x", headers={"Referer": came_from})).content.decode()
    assert f'href="{back}">Gå tilbage' in shown


def test_htmx_is_asked_to_load_the_page_whole() -> None:
    response = answer(PROBLEM, RequestFactory().get("/x?a=1", headers={"HX-Request": "true"}))
    assert response["HX-Redirect"] == "/x?a=1"


def test_a_problem_in_a_form_stands_at_its_top_and_keeps_what_was_written() -> None:
    class Short(forms.Form):
        text = forms.CharField()

    form = Short({"text": "ord"})
    into_form(form, PROBLEM)
    assert form.non_field_errors() == ["Det gik ikke. Tallet er for stort. Skriv et mindre.", "Række 2."]
    assert form["text"].value() == "ord"
