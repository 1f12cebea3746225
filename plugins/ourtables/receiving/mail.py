"""A file of any kind that people send becomes a text to read: a saved mail's own words, or the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import islice

from ourtables.problems import OurTablesError
from ourtables.receiving.plain import text_of
from ourtables.receiving.sender import ADDRESS, Sender
from ourtables.source import hidden_characters

MOST_BYTES = 40 * 1024 * 1024
MOST_TEXT = 100_000
MOST_PARTS = 200
_HEAD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_OF_A_MAIL = frozenset({b"from", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"})
_SENDERS = ("From", "Sender", "Reply-To", "Return-Path", "X-Original-From", "Resent-From")
_FORWARDED = re.compile(r"^\s*>?\s*(from|sent|date|to|cc|subject|reply-to)\s*:(.*)$", re.IGNORECASE)
_MOST_SPACES = 40
_SPACES = re.compile(rf"[^\S\n]{{{_MOST_SPACES},}}")
_LISTING = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
_FILES = (".md", ".markdown", ".txt", ".yml", ".yaml")


class MailError(OurTablesError):
    """What came can't be read at all."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote, without the mail around it; `day` is the one on which it was sent."""

    text: str
    subject: str = ""
    day: date | None = None
    mailed: bool = False
    sender: Sender = field(default_factory=Sender)


def letter(raw: bytes) -> Letter:
    """Read a saved mail or a plain text.

    Raises `MailError` when it is too large, or when no text is in it.
    """
    if len(raw) > MOST_BYTES:
        raise MailError("This is larger than any mail should be. Save the text alone, and try with that.")
    found = _mail(raw) if _is_mail(raw) else Letter(_decoded(raw))
    text, heads = _without_forwarded_heads(_clean(found.text))
    sender = Sender(found.sender.names | Sender.of(heads).names, found.sender.addresses | Sender.of(heads).addresses)
    if not text.strip():
        raise MailError("There is no text in this. If it is a picture, type what it says into a file.")
    return Letter(text[:MOST_TEXT], found.subject, found.day, found.mailed, sender)


def _is_mail(raw: bytes) -> bool:
    """Whether a file begins like a saved mail."""
    names = set()
    for line in raw.lstrip()[:65_536].splitlines():
        head = _HEAD.match(line)
        if head:
            names.add(head[1].lower())
        elif not line[:1].isspace() and not line.startswith(b"From "):
            break
    return bool(names & _OF_A_MAIL)


def _mail(raw: bytes) -> Letter:
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw.lstrip())
        parts: list[Message] = list(islice(message.walk(), MOST_PARTS))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise MailError("This mail can't be read. Save its text alone, and try with that.") from error
    heads = [_head(part, name) for part in parts for name in _SENDERS]
    return Letter(
        _words(parts), _head(message, "Subject"), _day(_head(message, "Date")), True, Sender.of(filter(None, heads))
    )


def _head(part: Message, name: str) -> str:
    """A line of a mail's head; one that Python's own reader stumbles over is read as it stands."""
    try:
        return str(part.get(name, ""))
    except Exception:
        raw = next((value for key, value in part.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(parts: list[Message]) -> str:
    """A listing that is attached or pasted, else the plain words, else those of the HTML."""
    plain, html, attached = [], [], []
    for part in parts:
        kind, name = part.get_content_type(), (_file_name(part) or "").lower()
        if part.is_multipart() or not (kind.startswith("text/") or name.endswith(_FILES)):
            continue
        text = _content(part)
        if name or part.get_content_disposition() == "attachment":
            attached.append(text)
        elif kind == "text/html":
            html.append(text_of(text))
        elif kind == "text/plain":
            plain.append(text)
    listing = next((text for text in attached if len(_LISTING.findall(_clean(text))) > 1), "")
    return listing or _some(plain) or _some(html) or _some(attached)


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except Exception:
        return "unnamed"


def _some(texts: list[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _content(part: Message) -> str:
    try:
        content = part.get_content() if isinstance(part, EmailMessage) else part.get_payload(decode=True)
    except Exception:
        content = part.get_payload(decode=True)
    text = content if isinstance(content, str) else _decoded(content) if isinstance(content, bytes) else ""
    try:
        flowed = part.get_param("format") == "flowed"
        glued = part.get_param("delsp") == "yes"
    except Exception:
        flowed = glued = False
    return re.sub(r"(?<!--) \r?\n(?!-- )", "" if glued else " ", text) if flowed else text


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _clean(text: str) -> str:
    """A text with plain line ends and spaces, without characters that can't be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u00ad", "")
    hidden = {index for _, index, _ in hidden_characters(text)}
    text = "".join(c for index, c in enumerate(text) if index not in hidden) if hidden else text
    # Patterns that look for an answer try every way to part a row of spaces, and nobody writes so many on purpose.
    return _SPACES.sub(" " * _MOST_SPACES, text)


def _without_forwarded_heads(text: str) -> tuple[str, list[str]]:
    """A text without the heads of forwarded mails in it, and what stood in them."""
    heads: list[str] = []
    lines = text.split("\n")
    kept: list[str] = []
    for run in _runs(lines):
        senders = [found[2] for line in run if (found := _FORWARDED.match(line)) and found[1].lower() == "from"]
        if len(run) > 1 and any(ADDRESS.search(head) for head in senders):
            heads += senders
        else:
            kept += run
    return "\n".join(kept), heads


def _runs(lines: list[str]) -> Iterator[list[str]]:
    """Lines that look like a mail's head together, and each other line by itself."""
    run: list[str] = []
    for line in lines:
        if _FORWARDED.match(line):
            run.append(line)
            continue
        if run:
            yield run
            run = []
        yield [line]
    if run:
        yield run
