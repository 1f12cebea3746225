"""A mail's text by who wrote it: the sender's own lines, and what stands below the header of another mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailMessage

# The library's patterns know a dozen languages, but backtrack for ever over a text made for that: they see a few short
# lines at a time, and only those that may be such a header.
_WROTE = EmailMessage(text="", languages=list(MAIL_LANGUAGES)).HEADER_REGEX
_WINDOW, _WIDEST = 3, 200
_ENDS_LIKE_ONE = re.compile(r"[:：][ \t>*]*$")
# What stands before the lines of such a header, as mail programs write it in the languages that people here use.
_LABELS = {
    "from": "from von de da od fra från van oddi·wrth lähettäjä feladó gönderen kimden от від 发件人 差出人",
    "date": (
        "sent date data gesendet datum dato dátum envoyé enviado enviado·el enviado·em enviada·em inviato wysłano "
        "verzonden skickat sendt lähetetty päivämäärä elküldve odesláno trimis anfonwyd dyddiad tarih gönderildi "
        "отправлено дата надіслано 发送时间 日付"
    ),
    "to": "to an à a para aan do til till at komu către vastaanottaja címzett kime alıcı кому 收件人 宛先",
    "subject": (
        "subject betreff objet asunto assunto oggetto temat onderwerp emne ämne aihe tárgy předmět subiect konu pwnc "
        "тема 主题 件名"
    ),
    "more": "cc bcc kopie kopia copie cópia reply-to importance attachments",
}
_NAMES = {label.replace("·", " "): name for name, labels in _LABELS.items() for label in labels.split()}
_LINE = re.compile(rf"^[>\s*]*({'|'.join(map(re.escape, _NAMES))})[\s*]*[:：][*\s]*(.*)$", re.IGNORECASE)
# Counts only above such a header: "---- Message transféré ----", "Anfang der weitergeleiteten Nachricht:".
_RULE = re.compile(r"^[>\s]*(?:[_*]{10,}|-{2,}[^-\n]{3,60}-{2,}|[^:\n]{5,60}[:：])\s*$")
_FORWARD = re.compile(
    r"\b(?:forwarded|weitergeleitet|transf[ée]r|reenviad|inoltrat|przekaz|doorgestuurd|vidarebefordra|videresend|"
    r"edelleenlähet|encaminhad|redirecționat|ymlaen|пересл|továbbít)|转发|轉寄",
    re.IGNORECASE,
)
_FORWARDS = "fwd?|wg|tr|trs|rv|vb|vl|fs|i|pd|enc|yml|doorst|ilt|továbbítás|转发|轉寄"
_REPLIES = "re|aw|sv|vs|antw|ynt|ateb|atb|odp|res|r|rif|vá|отв|回复|回覆"
_REPLY = re.compile(rf"^\s*(?:{_REPLIES}|{_FORWARDS})\s*(?:\[\d+\])?\s*[:：]\s*", re.IGNORECASE)
_FORWARDING = re.compile(rf"^\s*(?:(?:{_REPLIES})\s*[:：]\s*)*(?:{_FORWARDS})\s*[:：]", re.IGNORECASE)
_MARK = re.compile(r"^\s*> ?")
# In any language: the day, an address in brackets, and a colon at the end.
_ADDRESS_AND_DAY = re.compile(
    r"(?=.*\b(?:\d{4}|\d{1,2}[:.h]\d{2})\b)(?=.*[<(\[][^\s<>]{0,200}@[^\s<>]{1,200}[>)\]]).*[:：]$", re.DOTALL
)
_ADDRESS_SIGN = re.compile(r"\S@\S")


@dataclass(frozen=True, slots=True)
class Layers:
    """A mail's text by who wrote it.

    Attributes:
        own: What the sender wrote; lines marked as quoted are still in it.
        below: What stands unmarked below the header of another mail.
        heads: The lines of such headers.
        forwarded: Whether a header says that what is below was sent on.
    """

    own: str
    below: str = ""
    heads: tuple[str, ...] = ()
    forwarded: bool = False

    @property
    def sent_on_before(self) -> bool:
        """Whether what is below was itself something that somebody sent on, by the subject in its header."""
        subjects = [found[2] for line in self.heads if (found := _LINE.match(line[:500])) and _is_subject(found[1])]
        return any(map(is_forward, subjects[-1:]))


def _is_subject(label: str) -> bool:
    return _NAMES[label.casefold()] == "subject"


def bare_subject(subject: str) -> str:
    """Take "Re:", "Fwd:", "AW:" and the like off a subject.

    Args:
        subject: A mail's subject.
    """
    while (short := _REPLY.sub("", subject, count=1)) != subject:
        subject = short
    return subject.strip()


def is_forward(subject: str) -> bool:
    """Tell whether a subject says that a mail was sent on.

    Args:
        subject: A mail's subject.
    """
    return _FORWARDING.match(subject) is not None


def named_in(line: str) -> str:
    """Take the name out of a header's line such as "Von: Jo Other".

    Args:
        line: A line of a mail's text.

    Returns:
        What stands behind the label; empty when the line names nobody, or has an address.
    """
    found = _LINE.match(line[:500])
    named = found is not None and _NAMES[found[1].casefold()] in ("from", "to", "more")
    return found[2].strip() if found and named and "@" not in found[2] else ""


def layers(text: str, *, forwarded: bool = False) -> Layers:
    """Take a mail's text apart at the headers of other mails in it.

    Args:
        text: The text, with plain line ends.
        forwarded: Whether the subject says that the mail was sent on.
    """
    lines, own, heads = text.split("\n"), list[str](), list[str]()
    at = 0
    while at < len(lines):
        length, ends = _head_at(lines, at)
        if not length:
            own.append(lines[at])
            at += 1
            continue
        heads += lines[at : at + length]
        forwarded |= any(map(_FORWARD.search, lines[at : at + length]))
        at += length
        if ends and not _is_marked(lines, at):
            return Layers("\n".join(own), "\n".join(lines[at:]), tuple(heads), forwarded)
        if ends and forwarded and at < len(lines):
            # Some programs mark what they send on like a quote.
            marked = [not line.strip() or _MARK.match(line) is not None for line in lines]
            last = next((number for number in range(at, len(lines)) if not marked[number]), len(lines))
            below = "\n".join(_MARK.sub("", line) for line in lines[at:last])
            return Layers("\n".join([*own, *lines[last:]]), below, tuple(heads), forwarded)
    return Layers("\n".join(own), "", tuple(heads), forwarded)


def _head_at(lines: list[str], at: int) -> tuple[int, bool]:
    """How many lines the header takes that begins at a line, and whether another mail's text follows it."""
    if length := _run_of_names(lines, at):
        return length, True
    if _RULE.match(lines[at][:_WIDEST]):
        after = next((n for n in range(at + 1, min(at + 4, len(lines))) if lines[n].strip("> \t")), at + 1)
        if length := _run_of_names(lines, after):
            return after - at + length, True
        if lines[at].startswith("--") and _FORWARD.search(lines[at]):
            return 1, False
    return (length, True) if (length := _wrote(lines, at)) else (0, False)


def _run_of_names(lines: list[str], at: int) -> int:
    """The number of lines "From: …", "Sent: …" from a line on; a long value may go on in the next line."""
    names, sender, end = set[str](), "", at
    for number in range(at, min(at + 12, len(lines))):
        found = _LINE.match(lines[number][:1000])
        if found:
            names.add(_NAMES[found[1].casefold()])
            sender = found[2] if _NAMES[found[1].casefold()] == "from" else sender
            end = number + 1
        elif not (names and lines[number].strip() and number == end and _ADDRESS_SIGN.search(lines[number][:300])):
            break
        else:
            end = number + 1
    plenty = len(names) > 2 and {"from", "date"} <= names
    return end - at if plenty or (len(names) > 1 and _ADDRESS_SIGN.search(sender[:300])) else 0


def _wrote(lines: list[str], at: int) -> int:
    """The number of lines of "On 9 October, … wrote:" from a line on, which may be broken."""
    if not lines[at].strip("> \t"):
        return 0
    for length, line in enumerate(islice(lines, at, at + _WINDOW), 1):
        if not line.strip() or len(line) > _WIDEST:
            return 0
        if _ENDS_LIKE_ONE.search(line):
            window = "\n".join(one.strip() for one in lines[at : at + length])
            if _ADDRESS_AND_DAY.fullmatch(window):
                # Where it holds without its first line too, that line is the writer's own.
                return 0 if _ADDRESS_AND_DAY.fullmatch(window.partition("\n")[2]) else length
            found = _WROTE.match(window)
            return length if found and found.end() == len(window) else 0
    return 0


def _is_marked(lines: list[str], at: int) -> bool:
    """Whether the next line with words is marked as quoted, or there is none."""
    first = next((line for line in islice(lines, at, None) if line.strip()), ">")
    return first.lstrip().startswith(">")
