"""Minutes from elsewhere over the API: the file, what is settled of it, and the meeting that comes of it."""

from __future__ import annotations

from io import BytesIO

from django.http import HttpRequest
from ninja import Field, File, Form, Schema, UploadedFile

from tvaers.api.forums.parts import Slug
from tvaers.api.forums.router import router
from tvaers.api.forums.shapes import MeetingOut, meeting_out
from tvaers.api.parts import user_of
from tvaers.api.problems import answers
from tvaers.engine.forums import actions, queries
from tvaers.engine.forums.importing_preview import settled_from
from tvaers.engine.forums.reading import read_minutes, without_names
from tvaers.engine.workplans.actions import link_minutes
from tvaers.kernel.uploads import checked


class ImportIn(Schema):
    """Hvordan et referat skal læses ind."""

    names: bool = Field(False, description="Personer med navn; ellers med rolle og organisation")
    keep: bool = Field(True, description="Læg filen på mødet som bilag")
    outcomes: list[str] = Field(
        [], max_length=500, description="Svar på punkter, læseren er i tvivl om: »punkt.indstillingspunkt=beslutning«"
    )
    dates: list[str] = Field([], max_length=100, description="Datoer, læseren er i tvivl om: »som der står=ÅÅÅÅ-MM-DD«")


@router.post("/forums/{key}/minutes", response=answers(MeetingOut), operation_id="forums.import_minutes")
def import_minutes(request: HttpRequest, key: Slug, given: Form[ImportIn], file: File[UploadedFile]) -> MeetingOut:
    """Indlæs et referat, der er skrevet et andet sted (TXT, DOCX eller PDF). Sagerne lever videre her."""
    user = user_of(request)
    forum = queries.forum(user, key)
    upload = actions.Attachment(file.name or "", file)
    content = checked(upload).content
    read = read_minutes(content, upload.name)
    made = actions.import_minutes(
        actor=user, forum=forum, minutes=read if given.names else without_names(read),
        settled=settled_from(given.outcomes, given.dates),
        upload=actions.Attachment(upload.name, BytesIO(content)) if given.keep else None,
    )  # fmt: skip
    link_minutes(actor=user, meeting=made)
    return meeting_out(made)
