"""How a mail begins and ends: a greeting, closing words and a signature, which are no part of what it says."""

from __future__ import annotations

import re

from ourtables.intake.contact_names import CAPITAL, WHOLE_NAME
from ourtables.intake.typed_answers import LEFT_OUT

_GREETING = re.compile(r"(hi|hello|dear|hey|hiya|good (morning|afternoon|evening)|to whom)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"(best|kind|kindest|warm|warmest|many|with|yours|cheers|thanks|thank you|regards|love|sincerely|in solidarity"
    r"|solidarity|all the best|take care|bye|ta|thx|tia|rgds|speak soon|see you|diolch|cofion|hwyl|mit (?:freundlich|"
    r"best|lieb|herzlich)en grü(?:ß|ss)en|(?:viele|liebe|beste|herzliche) grü(?:ß|ss)e|danke|vielen dank|cordialement|"
    r"bien à vous|merci|saludos|gracias|pozdrawiam|cordiali saluti|met vriendelijke groet|شکریہ|والسلام)(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
# A name alone on the last line, below the end of a sentence.
# What may stand behind a name.
_KISSES = r"(?: ?[xX]{1,5}\b)?[^\w()]*"
_ALONE = re.compile(rf"((?=\w['’]?\w){CAPITAL}(?: {CAPITAL})?){_KISSES}$")
_ENDS = re.compile(r"[.!][ xX]*$")
# "Thanks, Kath" behind the last sentence.
_INLINE = re.compile(
    r"(?:^|(?<=[.!?,;] ))(?i:many thanks|thanks(?: again| so much| for [^.,!?\n]{1,40})?|thank you|ta|cheers|love|"
    r"yours(?: sincerely| faithfully| truly| ever)?|best(?: wishes)?|"
    rf"(?:kind |warm )?regards|all the best)[,.! –-]+((?=\w['’]?\w){WHOLE_NAME})"
    rf"(?: ?\([^()\n]{{1,40}}\)|, [^,.!?()\n]{{1,40}})?{_KISSES}$"
)
# "Mandy x" behind the last sentence.
_KISSED = re.compile(rf"(?<=[.!?] )({CAPITAL})(?= ?[xX]{{1,5}}\W*$)")
_NO_NAME = frozenset(
    {"all", "any", "welcome", "everyone", "everybody", "free", "thanks", "amen", "peace", "the", "our"}
)
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
    return lines[closing_at(lines) :]


def names_at_end(text: str) -> set[str]:
    """Find who says goodbye in a mail's last line: "Thanks, Kath", or a name alone.

    Args:
        text: The mail's words.
    """
    lines = text.rstrip().split("\n")
    last = lines[-1].strip()
    all_found = (_INLINE.search(last[-200:]), _KISSED.search(last[-200:]), _name_alone(lines))
    return {found[1] for found in all_found if found and _is_name(found[1])}


def _is_name(text: str) -> bool:
    return _NO_NAME.isdisjoint(text.casefold().split())


def _name_alone(lines: list[str]) -> re.Match[str] | None:
    filled = [line.strip() for line in lines if line.strip()]
    found = _ALONE.match(filled[-1]) if len(filled) > 1 and _ENDS.search(filled[-2]) else None
    return found if found and _is_name(found[1]) else None


def closing_at(lines: list[str]) -> int:
    """Find the line on which the closing words or the signature begin.

    Args:
        lines: The lines of a mail, without their sender's name.

    Returns:
        Its number from 0; the number of lines where there are none.
    """
    end = next((number for number, line in enumerate(lines) if line.rstrip() == "--"), len(lines))
    filled = [number for number, line in enumerate(lines[:end]) if line.strip()]
    for number in filled[-8:]:
        line, after = lines[number].strip(), [one for one in lines[number:end] if one.strip()]
        closes = (len(line.split()) <= 5 and _CLOSING.match(line)) or _ADDED.match(line) or _SIGNED.match(line)
        if closes and all(len(one) < 70 for one in after):
            return number
    return filled[-1] if filled and _name_alone(lines[:end]) else end


def without_end(lines: list[str]) -> list[str]:
    """Return a text without its greeting, its closing words and the signature below them.

    Args:
        lines: The lines of a mail, or of a part of one.
    """
    lines = lines[: closing_at(lines)]
    filled = [number for number, line in enumerate(lines) if line.strip()]
    first = filled[0] if filled else 0
    if lines and first < len(lines) and len(lines[first].split()) <= 6 and _GREETING.match(lines[first].strip()):
        lines = lines[first + 1 :]
    return lines
