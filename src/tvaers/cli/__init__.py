"""The command line: one file per group of commands."""

import os

import typer

from tvaers.cli.frame import Cli

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tvaers.settings")

app = typer.Typer(
    cls=Cli,
    help="Tværs: aftaler på sundhedsområdet, der kører.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
