"""What every command shares: exit codes, errors in three sentences, one JSON document on stdout, progress on stderr.

Exit codes: 0 fine, 1 error, 2 usage, 6 done with findings.
"""

import json
import sys
from typing import Any

import click
import typer.core

from tvaers.kernel.errors import Problem

FINDINGS = 6


class Cli(typer.core.TyperGroup):
    """The group of all commands: turns a Problem into a clear message and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            report(problem)
            raise SystemExit(1) from problem


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


def report(problem: Problem) -> None:
    """What happened, why and what to do, and then each finding."""
    for sentence in (problem.what, problem.why, problem.do):
        if sentence:
            say(sentence)
    for finding in problem.findings:
        say(f"  - {finding}")
