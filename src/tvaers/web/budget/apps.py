"""The pages of budgets as a Django app, so that its templates are found."""

from django.apps import AppConfig


class BudgetPagesConfig(AppConfig):
    """Web: budgets."""

    name = "tvaers.web.budget"
    label = "web_budget"
