"""The lines of a calendar (RFC 5545): texts escaped, long lines folded."""

from __future__ import annotations

# A line has at most 75 bytes, with the space that begins each further part of a folded one.
_MOST = 74
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_text(value: str) -> str:
    r"""Return a text as the value of a line, with an invisible joiner inside each `\N`.

    Calendar programs take `\N` for a line break, even behind another backslash.
    """
    return value.replace("\r\n", "\n").replace("\\N", "\\\N{WORD JOINER}N").translate(_ESCAPED)


def folded_line(line: str) -> bytes:
    """Return a line with its end, and folded where it is long: never within a letter or behind a backslash."""
    rest = line.encode()
    parts = []
    while len(rest) > _MOST:
        end = _MOST
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        if rest[end - 1] in b"\\^":
            end -= 1
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n"
