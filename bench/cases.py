"""The bench of cases: `TVAERS_VAR=… python -m bench.cases [--cases N] [--made N] [--requests N] [--only NAME]`.

Fills a database of its own with a synthetic region, checks a sample of it against the events, and then asks for pages
through Django's test client in this process: p50 and p95 in milliseconds, the CPU time of this process and of its
database backend for one request, and its queries. The worklist, which has a goal, is asked for four times as often.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings

PEOPLE = (
    ("bench-nurse", "sygeplejerske", "aalborg-universitetshospital"),
    ("bench-town", "visitator", "0851"),
    ("bench-region", "sygeplejerske", "1081"),
)
"""Somebody of a hospital, of a municipality, and of every hospital of a region."""
WORKLIST = "arbejdsliste"


def fill(cases: int, made: int) -> None:
    """Parties, people and cases; nothing when there are as many cases already."""
    from django.db import transaction

    from bench import case_region as region
    from tvaers.cli.demo import load_content
    from tvaers.engine.access import actions as access
    from tvaers.engine.access import queries as accounts
    from tvaers.engine.cases.models import Case, Event

    if Case.objects.count() < cases:
        load_content(print)
        began = time.perf_counter()
        for number in range(Case.objects.count(), made):
            with transaction.atomic():
                region.make(number)
        print(f"{made} forløb gennem handlingerne: {time.perf_counter() - began:.0f} s", flush=True)
        region.copy(region.Size(cases, made))
        print(f"resten som kopier: {time.perf_counter() - began:.0f} s i alt", flush=True)
    for name, job, scope in PEOPLE:
        if accounts.user_named(name) is None:
            user = access.create_user(actor=region.SYSTEM, username=name, title=job)
            access.grant(
                actor=region.SYSTEM, user=user, role=job, scope=scope, reason="bench", starts=region.NOW.date()
            )
    region.settle()
    wrong = region.faults(200)
    print(f"{Case.objects.count()} forløb, {Event.objects.count()} hændelser; {len(wrong)} af 200 afviger")
    if wrong:
        raise SystemExit(f"Rækkerne passer ikke til hændelserne: {wrong[:5]}")


def addresses(user: Any) -> dict[str, Callable[[int], str]]:
    """What is asked for, with the number of the request."""
    from tvaers.engine.cases import queries

    own = list(queries.cases(user, "discharge").values_list("number", flat=True)[:1000])
    return {
        WORKLIST: lambda n: "/forloeb/",
        "arbejdsliste, side 20": lambda n: "/forloeb/?side=20",
        "liste": lambda n: f"/forloeb/alle/discharge?side={1 + n % 20}",
        "liste, én tilstand": lambda n: "/forloeb/alle/discharge?tilstand=discharged",
        "søgning": lambda n: f"/forloeb/alle/discharge?soeg=Afsnit {n % 40}",
        "søgning på nummer": lambda n: f"/forloeb/alle/discharge?soeg={own[n * 7 % len(own)]}",
        "tavle": lambda n: "/forloeb/tavle",
        "tavle, kun vores": lambda n: "/forloeb/tavle?mine=1",
        "ét forløb": lambda n: f"/forloeb/{own[n * 7 % len(own)]}",
    }


def backend_cpu() -> float:
    """CPU milliseconds that the database backend of this process's connection has used; 0 when it is elsewhere."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        file = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not file.exists():
        return 0.0
    user, system = file.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(user: Any, address: Callable[[int], str], requests: int) -> tuple[float, float, float, int]:
    """p50, p95 and mean CPU in milliseconds, and the queries of one request."""
    from django.db import connection
    from django.test import Client

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    client = Client()
    client.force_login(user)
    client.get(address(0))  # what a process reads once
    with connection.execute_wrapper(count):
        answer = client.get(address(1))
    if answer.status_code != 200:
        raise SystemExit(f"{address(1)}: {answer.status_code}")
    times = []
    used = time.process_time() * 1000 + backend_cpu()
    for number in range(requests):
        began = time.perf_counter()
        client.get(address(number))
        times.append((time.perf_counter() - began) * 1000)
    used = time.process_time() * 1000 + backend_cpu() - used
    return statistics.median(times), sorted(times)[int(len(times) * 0.95) - 1], used / requests, len(asked)


def main() -> None:
    """Fill, check, measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--made", type=int, default=2_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--only", default="", help="only the pages whose name begins so")
    given = parser.parse_args()
    settings.ALLOWED_HOSTS = ["*"]
    fill(given.cases, given.made)
    from bench import case_region as region
    from tvaers.engine.access import queries as accounts
    from tvaers.kernel import clock

    print("\n| hvem | side | p50 ms | p95 ms | CPU ms | forespørgsler |\n|---|---|---|---|---|---|")
    with clock.fixed(region.NOW):
        for name, _, scope in PEOPLE:
            user = accounts.user_named(name)
            for title, address in addresses(user).items():
                if not title.startswith(given.only):
                    continue
                asked = given.requests if title == WORKLIST else given.requests // 4
                middle, high, used, queries = measure(user, address, asked)
                print(f"| {scope} | {title} | {middle:.0f} | {high:.0f} | {used:.0f} | {queries} |", flush=True)


if __name__ == "__main__":
    django.setup()
    main()
