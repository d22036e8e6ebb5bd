"""An error is a document too where one is asked for, for every command; exit codes and stderr stay as they are."""

import json
from collections.abc import Callable

import pytest
import typer
from typer.testing import CliRunner, Result

from tvaers.cli.frame import Cli
from tvaers.kernel.errors import Problem

PROBLEM = Problem(what="Filen findes ikke.", why="Navnet er stavet forkert.", do="Ret navnet.", findings=("række 1",))


def ran(body: Callable[[], None], *words: str) -> Result:
    """What a command in a group of its own does."""
    app = typer.Typer(cls=Cli, pretty_exceptions_enable=False)
    group = typer.Typer()
    app.add_typer(group, name="gruppe")

    @app.callback()
    def all_commands() -> None:
        """Begin."""

    @group.command()
    def kommando(as_json: bool = typer.Option(False, "--json")) -> None:
        body()

    return CliRunner().invoke(app, ["gruppe", "kommando", *words])


def fails() -> None:
    raise PROBLEM


def breaks() -> None:
    raise ZeroDivisionError


def test_a_problem_is_one_document() -> None:
    done = ran(fails, "--json")
    expected = {"what": PROBLEM.what, "why": PROBLEM.why, "do": PROBLEM.do, "findings": ["række 1"]}
    assert (done.exit_code, json.loads(done.stdout)) == (1, {"error": expected})


def test_the_sentences_are_on_stderr_as_well() -> None:
    assert ran(fails, "--json").stderr.splitlines()[:3] == [PROBLEM.what, PROBLEM.why, PROBLEM.do]


def test_without_the_option_stdout_stays_empty() -> None:
    assert ran(fails).stdout == ""


def test_an_error_that_nobody_foresaw_is_a_document_and_still_raises() -> None:
    done = ran(breaks, "--json")
    assert json.loads(done.stdout)["error"]["why"] == "Der er en fejl i Tværs."
    assert isinstance(done.exception, ZeroDivisionError)


@pytest.mark.parametrize(("words", "code"), [(("--ukendt", "--json"), 2), (("--help",), 0)])
def test_usage_and_help_are_no_errors_of_ours(words: tuple[str, ...], code: int) -> None:
    done = ran(breaks, *words)
    assert (done.exit_code, "error" in done.stdout) == (code, False)
