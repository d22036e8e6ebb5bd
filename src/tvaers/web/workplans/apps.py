"""The pages of work plans as a Django app, so that its templates are found."""

from django.apps import AppConfig


class WorkPlanPagesConfig(AppConfig):
    """Web: work plans."""

    name = "tvaers.web.workplans"
    label = "web_workplans"
