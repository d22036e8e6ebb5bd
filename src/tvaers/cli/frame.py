"""What every command shares: exit codes, errors in three sentences, one JSON document on stdout, progress on stderr.

Exit codes: 0 fine, 1 error, 2 usage, 6 done with findings. With `--json` an error is a document too:
`{"error": {"what", "why", "do", "findings"}}`, beside the same sentences on stderr.
"""

import json
import sys
from typing import Any

import click
import typer
import typer.core
from typer.exceptions import TyperException

from tvaers.kernel.errors import Problem

FINDINGS = 6
JSON = "--json"
OURS = Problem(
    what="Kommandoen gik i stå.",
    why="Der er en fejl i Tværs.",
    do="Send teksten på stderr til dem, der driver Tværs.",
)
"""What an error that nobody foresaw is told as; its traceback is on stderr."""


class Cli(typer.core.TyperGroup):
    """The group of all commands: turns a Problem into a clear message and exit code 1."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Remember whether a document is asked for, whichever command it is that takes the option."""
        ctx.meta[JSON] = JSON in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            report(problem)
            give_error(ctx, problem)
            raise SystemExit(1) from problem
        except (typer.Exit, typer.Abort, TyperException):
            raise
        except Exception:
            give_error(ctx, OURS)
            raise


def ready() -> None:
    """Set Django up; commands that need the database call this first."""
    import django

    django.setup()


def say(text: str) -> None:
    """Progress and messages, on stderr."""
    print(text, file=sys.stderr, flush=True)


def give(document: Any) -> None:
    """The one JSON document, on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def give_error(ctx: click.Context, problem: Problem) -> None:
    """The error as the one document on stdout, where a document was asked for."""
    if ctx.meta[JSON]:
        told = {"what": problem.what, "why": problem.why, "do": problem.do, "findings": list(problem.findings)}
        give({"error": told})


def report(problem: Problem) -> None:
    """What happened, why and what to do, and then each finding."""
    for sentence in (problem.what, problem.why, problem.do):
        if sentence:
            say(sentence)
    for finding in problem.findings:
        say(f"  - {finding}")
