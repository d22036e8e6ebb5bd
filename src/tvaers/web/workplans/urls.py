"""Addresses of work plans, under those of meetings."""

from django.urls import path

from tvaers.web.workplans import activity_pages, home, plan_page, plan_write, version_pages

app_name = "workplans"
urlpatterns = [
    path("", home.home, name="home"),
    path("knyt/<slug:slug>", plan_write.link, name="link"),
    path("<slug:key>/", plan_page.plan, name="plan"),
    path("<slug:key>/filer/aktiviteter.<str:format>", plan_page.file, name="file"),
    path("<slug:key>/ny-aktivitet", activity_pages.new, name="new"),
    path("<slug:key>/aktivitet/<slug:name>", activity_pages.activity, name="activity"),
    path("<slug:key>/aktivitet/<slug:name>/ret", activity_pages.write, name="write"),
    path("<slug:key>/aktivitet/<slug:name>/status", activity_pages.progress, name="progress"),
    path("<slug:key>/aktivitet/<slug:name>/parter", activity_pages.cover, name="cover"),
    path("<slug:key>/aktivitet/<slug:name>/udgaa", activity_pages.remove, name="remove"),
    path("<slug:key>/nyt-spor", plan_write.add_track, name="add_track"),
    path("<slug:key>/periode", plan_write.extend, name="extend"),
    path("<slug:key>/udgiv", plan_write.publish, name="publish"),
    path("<slug:key>/naeste-moede", plan_write.present, name="present"),
    path("<slug:key>/versioner/", version_pages.versions, name="versions"),
    path("<slug:key>/sammenlign", version_pages.compare, name="compare"),
    path("<slug:key>/versioner/<str:number>", version_pages.version, name="version"),
]
