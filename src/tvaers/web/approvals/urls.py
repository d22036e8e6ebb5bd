"""Addresses of editions of agreements on their way to approval."""

from django.urls import path

from tvaers.web.approvals import ending, extending, new, pages, steps, texts

app_name = "approvals"
urlpatterns = [
    path("", pages.editions, name="list"),
    path("ny", new.new, name="new"),
    path("oversigt.xlsx", pages.matrix_file, name="matrix_file"),
    path("<int:pk>", pages.edition, name="edition"),
    path("<int:pk>/trin/<int:step>/svar", steps.answer_step, name="answer"),
    path("<int:pk>/trin/<int:step>/hoeringssvar", steps.comment, name="comment"),
    path("<int:pk>/trin/<int:step>/bemaerkning/<int:number>", steps.reply, name="reply"),
    path("<int:pk>/trin/<int:step>/forbehold/<int:number>", steps.meet, name="meet"),
    path("<int:pk>/trin/<int:step>/send", steps.send, name="send"),
    path("<int:pk>/aendring", texts.change, name="new_change"),
    path("<int:pk>/aendring/<int:number>", texts.change, name="change"),
    path("<int:pk>/behandlingsansvar", texts.clear_treatment, name="clear_treatment"),
    path("<int:pk>/oekonomi", texts.economy, name="economy"),
    path("<int:pk>/nyt-trin", extending.add_step, name="add_step"),
    path("<int:pk>/klar-senest", extending.ready_by, name="ready_by"),
    path("<int:pk>/ikraft", ending.put_in_force, name="put_in_force"),
    path("<int:pk>/tilbage", ending.withdraw, name="withdraw"),
]
