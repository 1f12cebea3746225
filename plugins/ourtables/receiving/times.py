"""Days and times as people type them, read only when nothing about them has to be guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

_TIME = re.compile(
    r"(?<![\w.:])([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?(?![\w:]|\.\d)", re.IGNORECASE
)
_WORDS = {"noon": "12 pm", "midday": "12 pm", "midnight": "12 am"}
_KEYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHICH = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th"} | {
    one: one for one in ("1st", "2nd", "3rd", "4th", "last")
}
# Words that change nothing about when a meeting is.
_FILL = frozenset(
    {
        *(
            "every",
            "each",
            "on",
            "at",
            "from",
            "to",
            "till",
            "until",
            "and",
            "the",
            "of",
            "month",
            "a",
            "week",
            "weekly",
        ),
        *("we", "meet", "in"),
    }
)
_LONGEST = 120


class Times:
    """Reads days and times in English and in a directory's own language."""

    def __init__(self, language: str) -> None:
        self._days: dict[str, str] = {}
        self._months: dict[str, int] = {}
        for name in ("en", language.replace("-", "_"), language.split("-")[0]):
            try:
                locale = Locale.parse(name)
            except (UnknownLocaleError, ValueError):
                continue
            for width in ("wide", "abbreviated"):
                for number, day in get_day_names(width, locale=locale).items():
                    self._days |= dict.fromkeys((day.casefold(), f"{day.casefold()}s"), _KEYS[number])
                for number, month in get_month_names(width, locale=locale).items():
                    self._months[month.casefold()] = number

    def day(self, text: str) -> str:
        """A day as year-month-day; empty when it could be another: 5/10 is two days, 5 October 2026 is one."""
        found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]+)\.?,?\s+(\d{4})", text.strip(" ."))
        month = self._months.get(found[2].casefold()) if found else None
        try:
            return date(int(found[3]), month, int(found[1])).isoformat() if found and month else ""
        except ValueError:
            return ""

    def read(self, text: str) -> list[dict[str, Any]] | str | None:
        """The meetings of an answer, one a line; `None` when one of them can't be told."""
        if text.strip(" .!").casefold() in ("by arrangement", "by-arrangement"):
            return "by-arrangement"
        found = [self._meeting(line) for line in re.split(r"\n|;", text) if line.strip()]
        return [one for one in found if one] if found and all(found) else None

    def _meeting(self, line: str) -> dict[str, Any] | None:
        if len(line) > _LONGEST:
            return None
        rest = line.casefold()
        for word, time in _WORDS.items():
            rest = rest.replace(word, time)
        times = [match for match in _TIME.finditer(rest) if match[2] or match[3] or _beside_a_time(rest, match)]
        clock = _clocks(times)
        rest = _TIME.sub(" ", rest)
        words = re.findall(r"[\w']+", rest)
        days = list(dict.fromkeys(self._days[word] for word in words if word in self._days))
        which = list(dict.fromkeys(_WHICH[word] for word in words if word in _WHICH))
        left = [word for word in words if word not in self._days and word not in _WHICH and word not in _FILL]
        # Anything else that is said may change when it is: "not in August", "every two weeks", "or".
        if not days or not clock or left or bool(which) != ("month" in words) or re.search(r"\d", rest):
            return None
        if re.search(r"[^\W\d]\s*[-–—]\s*[^\W\d]", rest):
            return None
        meeting: dict[str, Any] = {"day": days[0] if len(days) == 1 else days, **clock}
        return meeting | ({"every": "month", "which": which} if which else {})


def _beside_a_time(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is a time since another time stands right after it: "7 to 9 pm"."""
    return bool(
        re.match(
            r"\s*(?:-|–|to|till|until)\s*\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.)", text[match.end() :], re.I
        )
    )


def _clocks(times: list[re.Match[str]]) -> dict[str, str] | None:
    """One time or two as `start` and `end`; a half of the day that is said once, at the end, is meant for both."""
    if not 0 < len(times) < 3:
        return None
    halves = [(match[3] or "").replace(".", "").lower() for match in times]
    if len(times) == 2 and not halves[0] and halves[1] and int(times[0][1]) < 12:
        halves[0] = halves[1]
    found = [_clock(match, half) for match, half in zip(times, halves, strict=True)]
    if not all(found) or (len(found) == 2 and halves[0] != "" and halves[1] == ""):
        return None
    return dict(zip(("start", "end"), map(str, found), strict=False))


def _clock(match: re.Match[str], half: str) -> str | None:
    hour, minute = int(match[1]), int(match[2] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour < 13 and match[2] is None:
        return None
    elif hour < 13 and len(match[1]) == 1:
        # "6.30" without a half of the day could be either.
        return None
    return f"{hour:02}:{minute:02}"
