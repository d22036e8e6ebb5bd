"""Addresses of the overviews of adverse events."""

from django.urls import path

from tvaers.web.incidents import mine, network, plans, yearly

app_name = "incidents"
urlpatterns = [
    path("haendelser", mine.own_cases, name="mine"),
    path("haendelser/handleplaner", plans.plans, name="plans"),
    path("haendelser/netvaerk", network.quarter, name="network"),
    path("haendelser/aarsrapport", yearly.report, name="report"),
    path("haendelser/aarsrapport.pdf", yearly.pdf, name="report_pdf"),
]
