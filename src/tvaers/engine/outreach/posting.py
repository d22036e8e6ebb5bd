"""Word between meetings: a member writes to the others of a forum, and what was written stays with the forum."""

from __future__ import annotations

from tvaers.engine.forums.mailing import address_of
from tvaers.engine.forums.models import Forum, Matter
from tvaers.engine.outreach import policies
from tvaers.engine.outreach.mailing import hand_over, seated
from tvaers.engine.outreach.models import Letter, Post
from tvaers.kernel import clock
from tvaers.kernel.action import Actor, action
from tvaers.kernel.errors import Problem
from tvaers.kernel.ids import looks_like_cpr


@action(
    "outreach.post",
    permission=policies.may_post,
    on="forum",
    audit="{actor} skrev til medlemmerne af {forum}",
    silent=("subject", "text"),
)
def post(*, actor: Actor, forum: Forum, subject: str, text: str, matter: Matter | None = None) -> Post:
    """Skriv til forummets medlemmer. Alle på dagens pladser får en mail, undtagen dig selv.

    `matter` is what it is about. Problem without a subject or a text, for something that looks like a CPR number, and
    for a matter that the forum has nothing of.
    """
    if not subject.strip() or not text.strip():
        raise Problem(what="Emnet eller teksten mangler.", do="Skriv begge dele.")
    if looks_like_cpr(subject) or looks_like_cpr(text):
        raise Problem(what="Teksten ligner eller indeholder et CPR-nummer.", do="Skriv den uden numre.")
    if matter is not None and not matter.items.filter(forum=forum).exists():
        raise Problem(what="Sagen hører ikke til forummet.", do="Vælg en af forummets sager.")
    made = Post.objects.create(
        forum=forum, matter=matter, sender=actor.audit_name(), subject=subject.strip(), text=text.strip(),
        at=clock.now(),
    )  # fmt: skip
    me = getattr(actor, "pk", None)
    others = [one for one in seated([forum], clock.today()) if me is None or one.user_id != me]
    people = {address_of(one): one.name for one in others}
    hand_over([Letter(post=made, address=address, name=name) for address, name in people.items()])
    return made
