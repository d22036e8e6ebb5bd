"""Errors that a person meets.

A Problem says in Danish what happened, why, and what to do. It is raised instead of returning a wrong answer; the
delivery layers (pages, API, CLI) show its three sentences and never a traceback.
"""

from __future__ import annotations

from datetime import date


class Problem(Exception):
    """Something that the reader can understand and act on.

    `what`, `why` and `do` are whole Danish sentences; `findings` lists the single faults when there are several.
    `str()` joins the sentences with a space and puts each finding on a line of its own.
    """

    def __init__(self, *, what: str, why: str = "", do: str = "", findings: tuple[str, ...] = ()) -> None:
        self.what = what
        self.why = why
        self.do = do
        self.findings = findings
        super().__init__(what, why, do, findings)

    def __str__(self) -> str:
        sentences = " ".join(part for part in (self.what, self.why, self.do) if part)
        return "\n".join([sentences, *(f"- {finding}" for finding in self.findings)])

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by positional arguments; a Problem takes keywords only.
        return _rebuild, (type(self), dict(self.__dict__))


class NotAllowed(Problem):
    """The user may not do or see this."""


class NotFound(Problem):
    """The thing asked for does not exist, or the user may not know that it does."""


class Conflict(Problem):
    """The thing is not in a state where this can be done to it."""


class NoRuleInForce(Problem):
    """No version of a clause or parameter holds on a date: a loud error, never a silent default."""

    def __init__(self, *, clause: str, day: date, last_version: str = "", do: str = "") -> None:
        """Name the clause, the day asked about, and the last version there is (empty if there never was one)."""
        self.clause = clause
        self.day = day
        self.last_version = last_version
        why = f"Den seneste version er {last_version}." if last_version else "Der findes ingen version af den."
        super().__init__(what=f"{clause} gælder ikke den {day:%d-%m-%Y}.", why=why, do=do)


def _rebuild(kind: type[Problem], fields: dict[str, object]) -> Problem:
    """Make an unpickled Problem of `kind` with the fields it had."""
    problem = kind.__new__(kind)
    problem.__dict__.update(fields)
    return problem
