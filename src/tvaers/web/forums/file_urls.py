"""The addresses of files of forums, taken in by urls.py under its names."""

from django.urls import path

from tvaers.web.forums import files

urlpatterns = [
    path("filer/moede/<int:pk>.ics", files.meeting_calendar, name="meeting_calendar"),
    path("filer/moede/<int:pk>.<str:format>", files.meeting_paper, name="meeting_paper"),
    path("filer/referat/<int:pk>.<str:format>", files.minutes_version, name="minutes_file"),
    path("filer/moeder/<slug:key>.ics", files.forum_calendar, name="forum_calendar"),
    path("filer/beslutninger.<str:format>", files.register, name="register"),
    path("filer/beslutninger/<slug:key>.<str:format>", files.register, name="forum_register"),
    path("filer/bilag/<slug:slug>", files.paper, name="paper"),
]
