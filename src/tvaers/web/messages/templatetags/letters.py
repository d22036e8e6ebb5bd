"""`{% load letters %}`: the way from a case to its letters."""

from typing import Any

from django import template

from tvaers.engine.messages import policies, queries
from tvaers.web.links import to

register = template.Library()


@register.inclusion_tag("messages/case_link.html", takes_context=True)
def breve_i_forloebet(context: template.Context, case: Any) -> dict[str, Any]:
    """The link to a case's letters with how many the reader's parties got and sent; nothing to who reads none."""
    user = context["request"].user
    if not policies.parties_of(user, "messages.see"):
        return {"url": ""}
    return {"url": to("messages:case", case.number), "count": queries.letter_count(user, case)}
