"""What reaches out from a forum: papers sent on to other forums, events with sign-up, and word to its members."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tvaers.engine.access.models import User
from tvaers.engine.forums.models import Forum, Item, Matter, Meeting, new_slug


class Circular(models.Model):
    """Something that a forum has sent on to others. `sending` is the id of its declaration, "" for one written here.

    `case_number` is the case that gave rise to it; each case is sent on once for a declaration.
    """

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="circulars")
    sending = models.CharField(max_length=80, blank=True)
    case_number = models.CharField(max_length=20, blank=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="circulars")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    in_turn = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "sending", "case_number"], name="case_sent_once", condition=~Q(case_number="")
            )
        ]

    def __str__(self) -> str:
        return self.title

    def audit_name(self) -> str:
        """The name that the log keeps: never the title, which may be closed."""
        return f"udsendelsen {self.slug}"


class Copy(models.Model):
    """A circular in one forum: its item there. `step` is its place where receivers treat it in turn."""

    circular = models.ForeignKey(Circular, on_delete=models.CASCADE, related_name="copies")
    step = models.PositiveIntegerField()
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="received")
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="copy")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "forum"], name="one_copy_a_forum")]


class Looked(models.Model):
    """How far the cases of a declaration have been looked through: all that changed before a moment."""

    sending = models.CharField(max_length=80, unique=True)
    up_to = models.DateTimeField()


class Gathering(models.Model):
    """An event with a programme and sign-up: a conference, a course, a meeting across forums.

    `owner` handles the practical side, in words. `sides` are the sectors that are invited, `forums` the forums, and
    `register` with `area` the contact persons, of one `post` or ("") of all. Sign-up is open from `opened_at` to the
    last day `due`.
    """

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="gathering")
    owner = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    sides = models.JSONField(default=list)
    forums = models.ManyToManyField(Forum, related_name="invited_to")
    register = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=60, blank=True)
    programme = models.JSONField(default=list)
    """[{"at": "10:00", "title", "who"}], in order."""
    seats = models.PositiveIntegerField(null=True)
    due = models.DateField()
    opened_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.meeting.title

    @property
    def forum(self) -> Forum:
        """The forum that holds it."""
        return self.meeting.forum

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"arrangementet »{self.meeting.title}«"


class Registration(models.Model):
    """Somebody who takes part. `user` signed them up; `attended` is None until somebody notes it."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=150, blank=True)
    side = models.CharField(max_length=20)
    represents = models.ForeignKey(Forum, on_delete=models.PROTECT, null=True, related_name="+")
    email = models.EmailField(blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    attended = models.BooleanField(null=True)

    @property
    def forum(self) -> Forum:
        """The forum that holds the event."""
        return self.gathering.forum

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"en tilmelding til {self.gathering.audit_name()}"


class Post(models.Model):
    """Word from a member to the others of a forum, kept with the forum and, where it is about one, with a matter."""

    slug = models.CharField(max_length=12, unique=True, default=new_slug)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="posts")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="posts")
    sender = models.CharField(max_length=150)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject

    def audit_name(self) -> str:
        """The name that the log keeps."""
        return f"en besked til {self.forum.audit_name()}"


class Letter(models.Model):
    """A mail to one address about an event or with a post; sent once, however often it is asked for."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, null=True, related_name="letters")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="letters")
    name = models.CharField(max_length=150, blank=True)
    address = models.EmailField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "post", "address"], name="letter_once", nulls_distinct=False)
        ]
