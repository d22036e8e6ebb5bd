"""The API: one router per engine app, over the same actions and queries as the pages."""

from ninja import NinjaAPI
from ninja.security import django_auth

api = NinjaAPI(title="Tværs", version="1", auth=django_auth, docs_url=None)
