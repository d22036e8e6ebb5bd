"""The API: one router per engine app, over the same actions and queries as the pages.

Log-in is the session of the pages; whatever changes something needs the CSRF token too. Every write has the name of its
action as operation id.
"""

from functools import cache
from threading import Lock
from typing import Any

from ninja import NinjaAPI, Swagger
from ninja.openapi.schema import OpenAPISchema
from ninja.security import django_auth

from tvaers.api import problems
from tvaers.api.access import router as access
from tvaers.api.agreements import router as agreements
from tvaers.api.approvals import router as approvals
from tvaers.api.audit import router as audit
from tvaers.api.broker import router as broker
from tvaers.api.budget import public as public_budgets
from tvaers.api.budget import router as budgets
from tvaers.api.cases import router as cases
from tvaers.api.citizens import router as citizens
from tvaers.api.collection import router as collection
from tvaers.api.forums import router as forums
from tvaers.api.messages import router as letters
from tvaers.api.outreach import router as outreach
from tvaers.api.parties import router as parties
from tvaers.api.settlement import ROUTERS as SETTLEMENT
from tvaers.api.workplans import router as workplans
from tvaers.api.yearwheel import router as yearwheel

describing = Lock()
"""Held while the description is made, so that two who ask for it at the same time do not both make it."""


class Api(NinjaAPI):
    """An API that answers 401 itself, where the pages would send you to the log-in page."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description with its addresses under `path_prefix`; made once in a process, so nobody may change it."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        with describing:
            return self._described(prefix)

    @cache  # noqa: B019 the one API of the process is kept as long as the process
    def _described(self, path_prefix: str) -> OpenAPISchema:
        return super().get_openapi_schema(path_prefix=path_prefix)

    def _get_urls(self) -> list[Any]:
        patterns = super()._get_urls()
        for pattern in patterns:
            setattr(pattern.callback, "login_required", False)  # noqa: B010
        return patterns


def make() -> Api:
    """The API with all its routers and its answers to errors."""
    made = Api(title="Tværs", version="1", auth=django_auth, docs=Swagger(), docs_url=None)
    problems.install(made)
    routers = {"access": access, "agreements": agreements, "audit": audit, "citizens": citizens, "parties": parties}
    for name, router in routers.items():
        made.add_router("", router, tags=[name])
    made.add_router("", broker, tags=["messages"])
    made.add_router("", letters, tags=["messages"])
    made.add_router("", cases, tags=["cases"])
    made.add_router("", forums, tags=["forums"])
    made.add_router("", collection, tags=["forums"])
    made.add_router("", yearwheel, tags=["yearwheel"])
    made.add_router("", outreach, tags=["outreach"])
    made.add_router("", workplans, tags=["workplans"])
    made.add_router("", approvals, tags=["approvals"])
    made.add_router("", budgets, tags=["budget"])
    made.add_router("", public_budgets, tags=["budget"])
    for router in SETTLEMENT:
        made.add_router("", router, tags=["settlement"])
    return made


api = make()
