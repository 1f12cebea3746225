"""How a mail begins and ends: a greeting, closing words and a signature, which are no part of what it says."""

from __future__ import annotations

import re

from ourtables.intake.typed_answers import LEFT_OUT

_GREETING = re.compile(r"(hi|hello|dear|hey|hiya|good (morning|afternoon|evening)|to whom)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(best|kind|kindest|warm|warmest|many|with|yours|cheers|thanks|thank you|regards|love|sincerely|in solidarity"
    r"|solidarity|all the best|take care|bye)\b",
    re.IGNORECASE,
)  # fmt: skip
# What a phone adds to every mail.
_ADDED = re.compile(
    r"sent from (?:my|our|yahoo|outlook|proton|mail)\b|get outlook for|sent (?:via|with|using) |"
    r"von meinem .{2,30} gesendet|envoyé (?:de|depuis) mon|enviado desde mi|inviato da|anfonwyd o fy|wysłane z|"
    r"verzonden (?:vanaf|met) mijn",
    re.IGNORECASE,
)
# The sender's name alone on a line, or beside a role or "(she/her)".
_SIGNED = re.compile(
    rf"[-–— *_]*{re.escape(LEFT_OUT)}[ *_,|x]*(?:\([^()\n]{{1,30}}\)|[,|–-] ?[^.!?\n]{{1,50}})?[ *_x]*$"
)


def signature_in(text: str) -> list[str]:
    """Find the closing words of a mail and what is below them.

    Args:
        text: The mail's words.
    """
    lines = text.split("\n")
    return lines[_closing_at(lines) :]


def _closing_at(lines: list[str]) -> int:
    """The line on which the closing words or the signature begin; the number of lines where there are none."""
    end = next((number for number, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    filled = [number for number, line in enumerate(lines[:end]) if line.strip()]
    for number in filled[-8:]:
        line, after = lines[number].strip(), [one for one in lines[number:end] if one.strip()]
        closes = (len(line.split()) <= 5 and _CLOSING.match(line)) or _ADDED.match(line) or _SIGNED.match(line)
        if closes and all(len(one) < 70 for one in after):
            return number
    return end


def without_end(lines: list[str]) -> list[str]:
    """Return a text without its greeting, its closing words and the signature below them.

    Args:
        lines: The lines of a mail, or of a part of one.
    """
    lines = lines[: _closing_at(lines)]
    filled = [number for number, line in enumerate(lines) if line.strip()]
    first = filled[0] if filled else 0
    if lines and first < len(lines) and len(lines[first].split()) <= 6 and _GREETING.match(lines[first].strip()):
        lines = lines[first + 1 :]
    return lines
