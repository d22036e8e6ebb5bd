"""Addresses of the year wheel, status forms and registers of contact persons."""

from django.urls import path

from tvaers.web.yearwheel import contacts_page, request_steps, requests_page, year_page

app_name = "yearwheel"
urlpatterns = [
    path("", year_page.year, name="year"),
    path("frist/<slug:key>", year_page.set_due, name="set_due"),
    path("skemaer", requests_page.requests, name="requests"),
    path("skemaer/nyt", request_steps.choose, name="choose"),
    path("skemaer/nyt/<slug:key>", request_steps.new, name="new_request"),
    path("skema/<slug:slug>", requests_page.one_request, name="request"),
    path("skema/<slug:slug>/punkt", request_steps.lay_on, name="lay_on"),
    path("skema/<slug:slug>/<slug:verb>", request_steps.step, name="step"),
    path("svar/<slug:slug>", request_steps.reply, name="reply"),
    path("svar/<slug:slug>/aabn", request_steps.reopen, name="reopen"),
    path("kontakter", contacts_page.registers, name="registers"),
    path("kontakter/<slug:key>", contacts_page.register, name="register"),
    path("kontakter/<slug:key>/bed", contacts_page.ask, name="ask_for_contacts"),
    path("kontakter/<slug:key>/omraade", contacts_page.add_area, name="add_area"),
    path("kontakter/<slug:key>/<int:pk>/stop", contacts_page.end_contact, name="end_contact"),
    path("kontakter/<slug:key>/<slug:area>/<slug:post>/<slug:party>", contacts_page.name_contact, name="name_contact"),
]
