"""Addresses of events, circulars, posts and networks."""

from django.urls import path

from tvaers.web.outreach import forum_page, gathering_page, gathering_steps, sending

app_name = "outreach"
urlpatterns = [
    path("", gathering_page.every, name="gatherings"),
    path("arrangement/<slug:slug>", gathering_page.one, name="gathering"),
    path("arrangement/<slug:slug>/program", gathering_steps.programme, name="programme"),
    path("arrangement/<slug:slug>/aabn", gathering_steps.open_sign_up, name="open_sign_up"),
    path("arrangement/<slug:slug>/tilmeld", gathering_steps.sign_up, name="sign_up"),
    path("arrangement/<slug:slug>/fremmoede", gathering_steps.attendance, name="attendance"),
    path("tilmelding/<slug:slug>/fra", gathering_steps.sign_off, name="sign_off"),
    path("udsendelse/<slug:slug>", sending.circular, name="circular"),
    path("besked/<slug:slug>", sending.post, name="post"),
    path("punkt/<slug:slug>/ekstra", sending.extra, name="call_extra"),
    path("forum/<slug:key>", forum_page.overview, name="forum"),
    path("forum/<slug:key>/arrangement", gathering_steps.announce, name="announce"),
    path("forum/<slug:key>/send", sending.circulate, name="circulate"),
    path("forum/<slug:key>/skriv", sending.write, name="write"),
]
