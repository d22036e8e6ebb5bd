"""`tvaers up` and `tvaers lock`: everything for a first look, and renewing the lock file."""

import shutil
import subprocess
from typing import Annotated

import typer

from tvaers.cli import app
from tvaers.cli.database import migrated
from tvaers.cli.frame import say

HOST = "127.0.0.1:8000"


@app.command()
def up(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Vis siderne bagefter.")] = True,
    host: Annotated[str, typer.Option(help="Adresse og port.")] = HOST,
) -> None:
    """Gør alt klar til et første kig: database, aftaler, demoregion og et afregnet år. Viser så siderne."""
    say("Starter databasen …")
    migrated()
    from tvaers.cli import demo
    from tvaers.engine.cases import refreshing
    from tvaers.settings import DEMO, DEMO_PASSWORD

    demo.load_content(say)
    demo.sweep(say)
    if refreshing.ask():
        say("Arbejdslisterne bliver regnet om i baggrunden.")
    if DEMO:
        demo.people(say)
        demo.forums(say)
        demo.budget(say)
    demo.plans(say)
    if DEMO:
        demo.settle_years(say)
        demo.region(say)
        say(f"\nLog ind på http://{host}/ som fx demo-sygeplejerske med adgangskoden {DEMO_PASSWORD}")
        say("Demobrugerne står på log ind-siden. Alle borgere, forløb og beløb i demoen er opdigtet.")
    if serve:
        from tvaers.cli.server import serve_pages

        serve_pages(host)


@app.command(hidden=True)
def lock() -> None:
    """Renew requirements.lock from pyproject.toml, with the uv on the path or the one that the script fetched."""
    from tvaers.settings import ROOT

    uv = shutil.which("uv") or str(ROOT / "var" / "uv" / "bin" / "uv")
    subprocess.run(
        [
            uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url",
            "--python-version", "3.11", "--group", "test", "pyproject.toml", "-o", "requirements.lock",
            "--custom-compile-command", "./tvaers lock",
        ],
        cwd=ROOT,
        check=True,
    )  # fmt: skip
