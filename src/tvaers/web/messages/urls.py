"""Addresses of the pages of messages."""

from django.urls import path

from tvaers.web.messages import (
    brokers,
    files,
    letters,
    misdirected,
    numbers,
    parked,
    registers,
    relations,
    traffic,
    untold,
)

app_name = "messages"
urlpatterns = [
    path("", traffic.home, name="home"),
    path("trafik.xlsx", traffic.download, name="traffic_xlsx"),
    path("indbakke", letters.inbox, name="inbox"),
    path("brev/<int:pk>", letters.letter, name="letter"),
    path("brev/<int:pk>/laest", letters.read, name="read"),
    path("brev/<int:pk>/svar", letters.reply, name="reply"),
    path("brev/<int:pk>/videre", letters.forward, name="forward"),
    path("brev/<int:pk>/fil/<int:number>", files.download, name="file"),
    path("brev/<int:pk>/fil/<int:number>/forloeb", files.into_case, name="file_into_case"),
    path("sendt", letters.sent_list, name="sent"),
    path("kunne-ikke-sendes", untold.listing, name="untold"),
    path("kunne-ikke-sendes/<int:pk>", untold.tell, name="tell"),
    path("sendt/<int:pk>", letters.sent, name="sent_letter"),
    path("forloeb/<str:number>", letters.of_case, name="case"),
    path("forloeb/<str:number>/nyt", letters.new, name="new"),
    path("fejlsendte", misdirected.listing, name="misdirected"),
    path("fejlsendte/<int:pk>", misdirected.handle, name="handle"),
    path("ikke-taget-ind", parked.listing, name="parked"),
    path("ikke-taget-ind/<int:pk>/igen", parked.again, name="try_parked"),
    path("ikke-taget-ind/<int:pk>/opgiv", parked.drop, name="drop_parked"),
    path("relevante-sager", relations.listing, name="relations"),
    path("relevante-sager/<int:pk>", relations.edit, name="relation"),
    path("relevante-sager/slaa-op", relations.look_up, name="look_up"),
    path("centraler", brokers.listing, name="brokers"),
    path("centraler/<int:pk>/luk", brokers.stop, name="stop_broker"),
    path("sendt/<int:pk>/fil/<int:number>", files.download_sent, name="sent_file"),
    path("lokationsnumre", numbers.listing, name="locations"),
    path("lokationsnumre/nyt", numbers.edit, name="new_location"),
    path("lokationsnumre/<int:pk>", numbers.edit, name="location"),
    path("tidsplan", registers.plan, name="plan"),
    path("register/<slug:kind>", registers.listing, name="register"),
]
"""`plan` comes before the registers because it is a matrix, not a list."""
