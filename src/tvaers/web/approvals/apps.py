"""The pages of approvals as a Django app, so that its templates are found."""

from django.apps import AppConfig


class ApprovalPagesConfig(AppConfig):
    """Web: approval of agreements."""

    name = "tvaers.web.approvals"
    label = "web_approvals"
