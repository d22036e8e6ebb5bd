"""Addresses of the parties pages."""

from django.urls import URLPattern

app_name = "parties"
urlpatterns: list[URLPattern] = []
