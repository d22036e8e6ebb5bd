"""Addresses of the settlement pages."""

from django.urls import URLPattern

app_name = "settlement"
urlpatterns: list[URLPattern] = []
