"""`{% load letters %}`: the way from a case to its letters, and what of it did not get through."""

from typing import Any

from django import template

from tvaers.engine.messages import policies, queries
from tvaers.web.links import to
from tvaers.web.messages.untold import line

register = template.Library()


@register.inclusion_tag("messages/case_link.html", takes_context=True)
def breve_i_forloebet(context: template.Context, case: Any) -> dict[str, Any]:
    """The link to a case's letters with how many the reader's parties got and sent; nothing to who reads none."""
    user = context["request"].user
    if not policies.parties_of(user, "messages.see"):
        return {"url": ""}
    return {"url": to("messages:case", case.number), "count": queries.letter_count(user, case)}


@register.inclusion_tag("messages/case_untold.html", takes_context=True)
def ikke_sendt(context: template.Context, case: Any) -> dict[str, Any]:
    """What of a case did not get through by MedCom and is not told otherwise, and the way to tell of it."""
    user = context["request"].user
    return {"items": [line(user, one) for one in queries.lost_of_case(user, case)]}
