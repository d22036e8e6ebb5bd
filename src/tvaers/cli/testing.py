"""`tvaers test`: everything that the tests need, and then the tests."""

import os
import shutil
import subprocess
import sys
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.frame import say
from tvaers.settings import ROOT

APT_PACKAGES = {"chromium": "chromium", "java": "default-jre-headless"}
PARALLEL = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Two processes that take a file at a time, in the order of tests/conftest.py; xdist would put many tests first."""
CHECKS = (
    ("Stil", ["ruff", "check", "."]),
    ("Form", ["ruff", "format", "--check", "--quiet", "."]),
    ("Lag", ["lint-imports"]),
    ("Typer", ["mypy", "src/tvaers/kernel", "src/tvaers/engine"]),
)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(
    context: typer.Context,
    install: Annotated[bool, typer.Option(help="Installér Chromium og Java, hvis de mangler.")] = True,
) -> None:
    """Kør alle prøver. Ekstra ord går videre til pytest og springer stil, lag og typer over."""
    if install:
        for program, package in APT_PACKAGES.items():
            ensure_program(program, package)
    failed = [] if context.args else [title for title, command in CHECKS if not passes(title, command)]
    wanted = context.args or PARALLEL
    say("Prøver …")
    code = subprocess.run([sys.executable, "-m", "pytest", *wanted], cwd=ROOT).returncode
    if failed:
        say(f"Fejlede: {', '.join(failed)}.")
    raise SystemExit(1 if failed or code else 0)


def ensure_program(program: str, package: str) -> None:
    """Install a program of the system when we may; else say what its tests will do."""
    if shutil.which(program) or (program == "chromium" and shutil.which("chromium-browser")):
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installerer {package} …")
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)  # type: ignore[call-overload]
        subprocess.run(["apt-get", "install", "-y", "-qq", package], **quiet)  # type: ignore[call-overload]
    if not shutil.which(program):
        say(
            f"{program} findes ikke og kan ikke installeres herfra: prøver, der bruger det, springes over og siger det."
        )


def passes(title: str, command: list[str]) -> bool:
    """Run one check of the tree, quietly when it passes."""
    say(f"{title} …")
    program = shutil.which(command[0], path=os.path.dirname(sys.executable)) or command[0]  # noqa: PTH120
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0
