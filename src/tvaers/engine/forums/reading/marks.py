"""Marks at the beginning and around a text: bullets, numbers, Markdown. One reading for all kinds of files."""

from __future__ import annotations

import re

BULLET = re.compile(r"^(?:[•‣◦▪■●○·\uf0b7\uf0a7➢→]|[-–—*+](?=\s))\s*(?=\S)")
NUMBER = re.compile(r"^(\d{1,3})[.)](?:\s+(?=\S)|(?=[A-ZÆØÅ][a-zæøå]))")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(([^()\s]*)\)")
URL = re.compile(r"https?://[^\s<>()\"]+[^\s<>()\".,;:]")


def plain(text: str) -> str:
    """A text without Markdown: emphasis off, headings without #, a link as its text."""
    without = LINK.sub(r"\1", MARKDOWN_HEADING.sub("", text))
    return EMPHASIS.sub(r"\2", without).strip()


def unmarked(text: str) -> str:
    """A text without the bullet before it."""
    return BULLET.sub("", text).strip()


def is_bullet(text: str) -> bool:
    """Whether a text begins with a bullet."""
    return bool(BULLET.match(text))


def numbered(text: str) -> tuple[int, str] | None:
    """The number before a text, and the text; nothing when it begins with no number."""
    found = NUMBER.match(text)
    return (int(found.group(1)), text[found.end() :].strip()) if found else None


def squeezed(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())
