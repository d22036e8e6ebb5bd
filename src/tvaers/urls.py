"""Every address."""

from django.urls import include, path

from tvaers.api.root import api
from tvaers.web.login import log_in
from tvaers.web.overview import pages as overview

urlpatterns = [
    path("", overview.home, name="overview"),
    path("soeg", overview.search, name="search"),
    path("hjaelp", overview.about, name="help"),
    path("tilgaengelighed", overview.accessibility, name="accessibility"),
    path("forloeb/", include("tvaers.web.discharge.urls")),
    path("forloeb/", include("tvaers.web.waiting.urls")),
    path("forloeb/", include("tvaers.web.incidents.urls")),
    path("forloeb/", include("tvaers.web.cases.urls")),
    path("meddelelser/", include("tvaers.web.messages.urls")),
    path("afregning/", include("tvaers.web.settlement.urls")),
    path("aftaler/godkendelse/", include("tvaers.web.approvals.urls")),
    path("aftaler/", include("tvaers.web.agreements.urls")),
    path("moeder/arbejdsplan/", include("tvaers.web.workplans.urls")),
    path("moeder/deling/", include("tvaers.web.outreach.urls")),
    path("moeder/dokumenter/", include("tvaers.web.collection.urls")),
    path("moeder/aarshjul/", include("tvaers.web.yearwheel.urls")),
    path("moeder/", include("tvaers.web.forums.urls")),
    path("budget/", include("tvaers.web.budget.urls")),
    path("parter/", include("tvaers.web.parties.urls")),
    path("log/", include("tvaers.web.audit.urls")),
    path("konto/login/", log_in, name="account_login"),
    path("konto/", include("allauth.account.urls")),
    path("api/v1/", api.urls),
]
