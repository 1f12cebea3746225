"""Whatever people send becomes a text to read: the words of a saved mail, or the file itself."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass, field, replace
from datetime import date
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import islice

from ourtables.core.errors import MailError
from ourtables.core.problems import shorten
from ourtables.intake.encodings import decode, repaired, without_codes
from ourtables.intake.html_text import is_html, text_of
from ourtables.intake.mail.quotes import bare_subject, is_forward, layers
from ourtables.intake.mail.sender import Sender
from ourtables.intake.typed_contacts import ADDRESS
from ourtables.listing.hidden_characters import without_hidden

MOST_HEADER = 4_000
MOST_BYTES = 40 * 1024 * 1024
MOST_TEXT = 100_000
MOST_PARTS = 200
_HEAD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_OF_A_MAIL = frozenset({b"from", b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"})
_SENDERS = ("From", "Sender", "Reply-To", "Return-Path", "X-Original-From", "Resent-From", "Cc")
_FORGED = re.compile(r"\bdmarc=fail\b", re.IGNORECASE)
_MOST_SPACES = 40
_SPACES = re.compile(rf"[^\S\n]{{{_MOST_SPACES},}}")
_LISTING = re.compile(r"^-{3}[ \t]*$", re.MULTILINE)
_SAID_AT_RANDOM = frozenset(
    {"", "us-ascii", "ascii", "windows-1252", "cp1252", "iso-8859-1", "latin-1", "unknown-8bit"}
)
_READ_AS = "It isn't in UTF-8, and is read as {}. Look at the accents."
NO_TEXT = "There is no text in this. If it is a picture, type what it says into a file."
_REPAIRED = "It was decoded wrongly on its way, such as “Ã´” for “ô”, and is repaired. Look at the accents."
_CODES = "Codes of web pages in it, such as “&amp;”, became their signs."
_POSTMASTER = re.compile(r"\b(?:postmaster|mailer-daemon|microsoftexchange[0-9a-f]{32})@", re.IGNORECASE)
_RETURNED = re.compile(
    r"\s*(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|mail delivery (?:failed|failure)|"
    r"returned mail|failure notice|unzustellbar|non remis)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\s*(?:automatic(?: |-)reply|auto(?:matic)?-?(?:reply|response)|out of (?:the )?office|ateb awtomatig|"
    r"abwesenheits\w+|automatische antwort|réponse automatique|respuesta automática|risposta automatica|"
    r"odpowiedź automatyczna)\b",
    re.IGNORECASE,
)
_BY_ITSELF = re.compile(
    r"\bthis is an? auto(?:mated|matic|-?generated|matically generated) (?:response|reply|message|e-?mail)\b|"
    r"\bdo not reply to this (?:e-?mail|message|address)\b",
    re.IGNORECASE,
)
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply")
_SEEN = re.compile(
    r"\s*your message\b.{0,400}?\bwas (?:read|displayed|deleted without being read|delivered)\b",
    re.IGNORECASE | re.DOTALL,
)
_PGP = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .*\n)*\n?|"
    r"^-----BEGIN PGP SIGNATURE-----\n(?:.*\n){1,60}?-----END PGP SIGNATURE-----$",
    re.MULTILINE,
)
# What Outlook writes for a picture, and behind a mailbox.
_OF_OUTLOOK = re.compile(r"\[cid:[^\]\n]{1,200}\]|(?<=\w)<mailto:[^>\n]{1,300}>")
# What somebody may have written a listing in.
_DOCUMENTS = re.compile(r"\.(?:pdf|docx?|odt|rtf|pages|xlsx?|ods|numbers|pptx?|jpe?g|png|heic)$", re.IGNORECASE)
_MOST_NAMED = 8
_FILES = (".md", ".markdown", ".txt", ".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote, without the mail around it.

    Attributes:
        text: The words to read; of a mail that was sent on, those of the first writer.
        note: What whoever sent it on wrote above it.
        quoted: The mail that this one answers.
        subject: The subject, without "Re:" and the like.
        day: The day on which it was sent.
        mailed: Whether it came as a mail.
        mailbox: The one address that it says it is from, in small letters; empty when that can't be told.
        sender: Who sent it, and who else is named in headers.
        notes: How it had to be read, for the keeper.
        machine: What wrote it, if that was no person: a note of absence, or of a letter that didn't arrive.
        documents: Whether a document is attached, which isn't read.
    """

    text: str
    note: str = ""
    quoted: str = ""
    subject: str = ""
    day: date | None = None
    mailed: bool = False
    mailbox: str = ""
    sender: Sender = field(default_factory=Sender)
    notes: tuple[str, ...] = ()
    machine: str = ""
    documents: bool = False


def letter(raw: bytes) -> Letter:
    """Read a saved mail or a plain text.

    Args:
        raw: The file's bytes.

    Raises:
        MailError: When it is too large, or has neither text nor subject.
    """
    if len(raw) > MOST_BYTES:
        raise MailError("This is larger than any mail should be. Save the text alone, and try with that.")
    raw = raw.removeprefix(BOM_UTF8)
    found = _mail(raw) if _is_mail(raw) else _plain(raw)
    text, wrong = repaired(found.text[: 2 * MOST_TEXT])
    text = _OF_OUTLOOK.sub("", _PGP.sub("", clean(text)[:MOST_TEXT]))
    plain = clean(without_codes(text))
    notes = (*found.notes, *((_REPAIRED,) if wrong else ()), *((_CODES,) if plain != text else ()))
    found = _unfolded(replace(found, text=plain, notes=notes))
    found = replace(found, subject=bare_subject(clean(found.subject)[:MOST_HEADER]))
    # A subject alone can say it all: "Take us out."
    if not (found.text.strip() or found.subject.strip() or found.machine):
        raise MailError(" ".join([NO_TEXT, *found.notes]))
    return found


def _unfolded(came: Letter) -> Letter:
    """A letter without the mails that it quotes; one that was sent on gives the words of the mail inside it."""
    outer = layers(came.text, forwarded=is_forward(came.subject))
    sender = came.sender.and_of(outer.heads)
    if not (outer.below.strip() and (outer.forwarded or not outer.own.strip())):
        return replace(came, text=outer.own, quoted=outer.below, sender=sender)
    inner, notes = layers(outer.below), [outer.own.strip()]
    # A mail that was sent on and on has a note at each step.
    while inner.below.strip() and outer.sent_on_before:
        notes.append(inner.own.strip())
        sender = sender.and_of(inner.heads)
        outer, inner = inner, layers(inner.below)
    note = "\n\n".join(filter(None, notes))
    return replace(came, text=inner.own, note=note, quoted=inner.below, sender=sender.and_of(inner.heads))


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
    words, notes = _words(parts)
    return Letter(
        words,
        subject=_head(message, "Subject"),
        day=_day(_head(message, "Date")),
        mailed=True,
        mailbox=_mailbox(message),
        sender=Sender.of(filter(None, heads)),
        notes=notes,
        machine=_machine(message, parts, words),
        documents=any(_DOCUMENTS.search(_file_name(part) or "") for part in parts),
    )


def _machine(message: Message, parts: list[Message], words: str) -> str:
    """Which machine wrote a mail, by its headers (RFC 3834, RFC 3464, RFC 8098, RFC 6047); empty for a person's."""
    subject = _head(message, "Subject")
    if _SEEN.match(words) or "disposition-notification" in _head(message, "Content-Type"):
        return "Somebody has seen a letter"
    if message.get_content_type() == "multipart/report" or _POSTMASTER.search(_head(message, "From")):
        return "A letter couldn't be delivered"
    if any(
        part.get_content_type() == "text/calendar" and "method=" in _head(part, "Content-Type").lower()
        for part in parts
    ):
        return "Somebody invites to something, or answers an invitation"
    absent = _head(message, "Auto-Submitted").strip().lower() not in ("", "no") or any(
        _head(message, name) for name in _AUTOMATIC
    )
    if _BY_ITSELF.search(words[:MOST_TEXT]):
        return "A letter has arrived"
    if absent or _head(message, "Precedence").strip().lower() == "auto_reply" or _ABSENT.match(subject):
        return "Somebody is away"
    return "A letter couldn't be delivered" if _RETURNED.match(subject) else ""


def _mailbox(message: Message) -> str:
    """The one address in the sender's header; none when the mail's own server found that somebody else sent it."""
    checked = _head(message, "Authentication-Results")
    found = {address.strip(".").casefold() for address in ADDRESS.findall(_head(message, "From"))}
    return found.pop() if len(found) == 1 and not _FORGED.search(checked) else ""


def _head(part: Message, name: str) -> str:
    """A header of a mail; one that Python can't parse, or is too long to, is taken unparsed."""
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    try:
        return str(part.get(name, "")) if len(raw) <= MOST_HEADER else " ".join(raw[:MOST_HEADER].split())
    except Exception:
        return " ".join(raw.split())


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(parts: list[Message]) -> tuple[str, tuple[str, ...]]:
    """A listing that is attached or pasted, else the plain words, else those of the HTML; and notes on the reading."""
    plain, html, attached = list[str](), list[str](), list[str]()
    notes, unread = dict[str, None](), list[str]()
    for part in parts:
        kind, name = part.get_content_type(), _file_name(part) or ""
        if part.is_multipart():
            continue
        if not (kind.startswith("text/") or name.lower().endswith(_FILES)):
            unread.append(shorten(clean(name), 60) or kind)
            continue
        text, note = _content(part)
        if note:
            notes[note] = None
        if name or part.get_content_disposition() == "attachment":
            attached.append(text)
        elif kind == "text/html":
            html.append(text_of(text))
        elif kind == "text/plain":
            plain.append(text_of(text) if is_html(text) else text)
    listing = next((text for text in attached if len(_LISTING.findall(clean(text))) > 1), "")
    if unread:
        notes[f"Attached, and not read: {', '.join(unread[:_MOST_NAMED])}."] = None
    return listing or _some(plain) or _some(html) or _some(attached), tuple(notes)


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except Exception:
        return "unnamed"


def _some(texts: list[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _content(part: Message) -> tuple[str, str]:
    """A part's text, and a note when its encoding had to be found out."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape")
    try:
        charset = part.get_content_charset() or ""
        flowed, glued = part.get_param("format") == "flowed", part.get_param("delsp") == "yes"
    except Exception:
        charset, flowed, glued = "", False, False
    try:
        # Many programs say Windows-1252 and write UTF-8, which nothing else looks like.
        text, old = raw.decode("utf-8" if charset in _SAID_AT_RANDOM else charset), ""
    except (ValueError, LookupError):
        # Of such a name Python may say that it isn't one, that the text isn't in it, or that it holds a zero byte.
        text, old = decode(raw)
    text = re.sub(r"(?<!--) \r?\n(?!-- )", "" if glued else " ", text) if flowed else text
    said = charset in ("windows-1252", "cp1252", "iso-8859-1", "latin-1")
    return text, _READ_AS.format(old) if old and not said else ""


def _plain(raw: bytes) -> Letter:
    text, old = decode(raw)
    return Letter(text, notes=(_READ_AS.format(old),) if old else ())


def clean(text: str) -> str:
    """Give a text plain line ends and spaces, and take out characters that can't be seen.

    Args:
        text: Any text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u00ad", "")
    text = without_hidden(text)
    # Regular expressions backtrack over long runs of spaces, and nobody types so many on purpose.
    return _SPACES.sub(" " * _MOST_SPACES, text)
