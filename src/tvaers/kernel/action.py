"""A write is one named thing: permission, transaction, audit entry and jobs in one place; and a register of them."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from django.db import transaction

from tvaers.kernel import audit as log
from tvaers.kernel.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Whoever does something: a user, or the system itself."""

    def audit_name(self) -> str:
        """The name that the log keeps."""


@dataclass(frozen=True)
class System:
    """The system as actor: imports, scheduled jobs and the first load. It may do everything, and the log says so."""

    name: str = "systemet"

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return self.name


@dataclass(frozen=True)
class Action:
    """One entry of the register. `on` is the argument that the permission is asked about; "" asks about nothing."""

    name: str
    permission: Callable[[Any, Any], bool]
    on: str
    audit: str
    function: Callable[..., Any]
    named: Callable[[Any, Mapping[str, Any]], str] | None = None
    """The name that the log keeps of the actor, given all the arguments; None keeps the actor's own."""
    silent: tuple[str, ...] = ()
    """Parameters whose values the log does not keep, because not everybody who reads it may read them."""

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return (inspect.getdoc(self.function) or "").split("\n")[0]

    def parameters(self) -> dict[str, inspect.Parameter]:
        """The keyword parameters, the actor left out."""
        return {k: v for k, v in inspect.signature(self.function).parameters.items() if k != "actor"}


REGISTER: dict[str, Action] = {}


def action(
    name: str, *, permission: Callable[[Any, Any], bool], audit: str, on: str = "",
    named: Callable[[Any, Mapping[str, Any]], str] | None = None, silent: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:  # fmt: skip
    """Declare a write. The function is keyword-only and its first parameter is `actor`.

    `permission(actor, object)` decides; `audit` is a Danish sentence that may name the parameters, `{actor}` and
    `{result}`. Raises NotAllowed before anything is done when the actor may not. `named` says what the log calls the
    actor, where the law keeps apart who it was. `silent` are parameters whose values the log leaves out.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        entry = Action(name, permission, on, audit, function, named, silent)
        if name in REGISTER:
            raise RuntimeError(f"{name} is declared twice")
        _check_signature(entry)
        REGISTER[name] = entry

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes keyword arguments only")
            return cast(R, _run(entry, kwargs))

        return run

    return declare


def may(actor: Any, name: str, subject: Any = None) -> bool:
    """Whether the actor may do the named action to the subject. Pages and endpoints ask before they show a button."""
    return isinstance(actor, System) or REGISTER[name].permission(actor, subject)


def _run(entry: Action, kwargs: Mapping[str, Any]) -> Any:
    actor, subject = kwargs["actor"], kwargs.get(entry.on)
    if not may(actor, entry.name, subject):
        raise NotAllowed(
            what="Det har du ikke adgang til.",
            why=f"«{entry.summary.rstrip('.')}» kræver en rolle, som du ikke har her.",
            do="Bed din administrator om adgang, hvis du skal kunne det.",
        )
    with transaction.atomic():
        result = entry.function(**kwargs)
        words = {key: _words(value) for key, value in kwargs.items()}
        name = entry.named(actor, kwargs) if entry.named else actor.audit_name()
        log.write(
            actor=name,
            action=entry.name,
            object=_reference(subject if subject is not None else result),
            sentence=entry.audit.format(**{**words, "actor": name, "result": _words(result)}),
            detail={k: v for k, v in words.items() if k not in ("actor", entry.on, *entry.silent)},
        )
    return result


def _check_signature(entry: Action) -> None:
    kinds = inspect.signature(entry.function).parameters
    if set(entry.silent) - set(kinds):
        raise RuntimeError(f"{entry.name}: it has no {', '.join(sorted(set(entry.silent) - set(kinds)))}")
    if "actor" not in kinds or any(p.kind is not p.KEYWORD_ONLY for p in kinds.values()):
        raise RuntimeError(f"{entry.name}: an action is keyword-only and takes an actor")


def _words(value: Any) -> str:
    text = value.audit_name() if hasattr(value, "audit_name") else str(value)
    return text if len(text) <= 300 else text[:297] + "…"


def _reference(value: Any) -> str:
    if hasattr(value, "pk"):
        return f"{type(value).__name__.lower()}:{value.pk}"
    return _words(value)[:200] if value is not None else ""
