"""Days and times as people type them: a line is read whole or not at all.

A token that isn't understood could change when a meeting is ("not in August", "or", "women"), so it makes the whole
line one to ask about. The grammar, with every comma, full stop and bracket read as "and":

    line     = ["drop in"] clause ("and" clause)* ["online"] ["in term time"] ["except bank holidays"]
    clause   = days times | times days                    the same way round in the whole line
    days     = [which] day ["to" day] ["of the month"] ("and" [which] day ["to" day] ["of the month"])*
    times    = span ("and" span)*                         each span is a meeting of its own
    span     = time ["to" time] | "between" time "and" time

"Online" and "in term time" may also lead the line. At its end they are of one clause, as are "evenings" and "every
other week"; "except bank holidays" is of all.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from ourtables.core.errors import OpenTiming
from ourtables.core.typed_forms import plain_signs
from ourtables.intake.timing_grammar import DAYS, PARTS_OF_A_DAY, TypedLine, blocks_of, meetings_of

BY_ARRANGEMENT = "by-arrangement"
_LONGEST_LINE = 120
_SEVERAL = {
    "weekday": DAYS[:5],
    "weekdays": DAYS[:5],
    "weekend": DAYS[5:],
    "weekends": DAYS[5:],
    "daily": DAYS,
    "every day": DAYS,
    "each day": DAYS,
    "7 days a week": DAYS,
    "seven days a week": DAYS,
}
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_WHICH = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "last": "last"}
_WHICH |= {which: which for which in ("1st", "2nd", "3rd", "4th")}
_PARTS = {form: part for part in PARTS_OF_A_DAY for form in (part, f"{part}s")}
_FORTNIGHT = (
    "every other week",
    "every other",
    "every two weeks",
    "every 2 weeks",
    "every fortnight",
    "fortnightly",
    "bi-weekly",
    "biweekly",
    "alternate",
)
_MONTH = (
    "of the month",
    "of month",
    "of each month",
    "of every month",
    "in the month",
    "in month",
    "in each month",
    "each month",
    "every month",
)
# Words that change nothing about when a meeting is.
_FILLERS = (
    *("@", "every week", "each week", "a week", "once a week", "every", "each", "on", "at", "from", "the"),
    *("weekly", "in", "on a", "opening hours", "opening times", "all year round", "all year"),
    *("we meet", "we are open", "we're open", "meeting", "meetings", "meets", "meet", "open", "starts", "starting"),
    *("start", "onwards", "sessions", "group", "time", "times", "when", "o'clock"),
)
_NOON = ("12 noon", "12noon", "12.00 noon", "12.00noon", "12:00 noon", "noon", "12 midday", "midday")
_DROP_IN = ("drop-in", "drop in", "drop-ins", "drop ins")
_IN_PERSON = ("in person", "in-person", "face to face", "face-to-face")
_TERM = tuple(
    f"{before}{term}{after}"
    for before in ("", "during ", "in ")
    for term in ("term time", "term-time", "termtime")
    for after in ("", " only")
)
_HOLIDAYS = re.compile(
    r"\b(?:except|excluding|excl\.?|apart from|but not|not|closed)(?: on| for)? (?:bank|public) hol(?:iday)?s?\b"
)
_ONLINE = ("online", "on zoom", "via zoom", "by zoom", "zoom", "on teams", "via teams")
_TO = ("to", "until", "till", "til", "-")
_AND = ("and", "&", "/", ",", ".", ":", "(", ")", "+", "*", "plus", "also")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d)|(?P<four>[0-5]\d)(?= ?hrs))? ?(?P<half>am|pm|a\.m\.?|p\.m\.?)?"
    r"(?:(?<=\d)h(?P<after>[0-5]\d)?)?(?: ?hrs)?(?![\w])"
)
# "1830-2030", of which the second alone may have "hrs".
_SPAN_OF_FOURS = re.compile(
    r"(?<![\w:.])([01][0-9]|2[0-3])([0-5][05]) ?(?:hrs)? ?(?:-|to|until|till|til) ?"
    r"([01][0-9]|2[0-3])([0-5][05])(?: ?hrs)?(?![\w:])"
)
# A time as spreadsheets export it, which in a line might be something else.
_CELL = re.compile(r"([01][0-9]|2[0-3])(?:(?::([0-5][0-9]):00)|([0-5][0-9]))")
# Before a time in a spreadsheet that lost its format: the first day that it knows.
_FIRST_DAY = re.compile(r"(?:1899-12-3[01]|1900-01-0[01]|3[01]/12/1899|0[01]/01/1900)[T ]")
_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|4th)\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")


class Timings:
    """Reads days and times in English and in a directory's own language."""

    def __init__(self, language: str) -> None:
        """Learn the names of days and months.

        Args:
            language: A BCP 47 tag, such as `cy`.
        """
        self._days: dict[str, str] = {short: DAYS[number] for short, number in _SHORT.items()}
        self._months: dict[str, int] = {}
        for name in dict.fromkeys(("en", language.replace("-", "_"), language.split("-")[0])):
            try:
                locale = Locale.parse(name)
            except (UnknownLocaleError, ValueError):
                continue
            for width in ("wide", "abbreviated"):
                for number, day in get_day_names(width, locale=locale).items():
                    self._days |= dict.fromkeys((day.casefold().strip("."), f"{day.casefold()}s"), DAYS[number])
                for number, month in get_month_names(width, locale=locale).items():
                    self._months[month.casefold()] = number

    def day(self, text: str) -> str:
        """Read a date.

        Args:
            text: What was typed, such as "5 October 2026".

        Returns:
            The date as year-month-day; empty when it could be another: 5/10 is two days.
        """
        found = _DATE.fullmatch(text.strip(" ."))
        month = self._months.get(found[2].casefold()) if found else None
        try:
            return date(int(found[3]), month, int(found[1])).isoformat() if found and month else ""
        except ValueError:
            return ""

    def clock(self, text: str) -> str:
        """Read one time.

        Args:
            text: What was typed, such as "7:30 PM".

        Returns:
            The time by the 24-hour clock; empty when it could be another.
        """
        text = _FIRST_DAY.sub("", text.strip())
        if found := _CELL.fullmatch(text):
            return f"{found[1]}:{found[2] or found[3]}"
        try:
            read = self._tokens(_plain(text))
            (kind, spans), *others = blocks_of(read)
        except (OpenTiming, ValueError):
            return ""
        return spans[0]["start"] if kind == "times" and not others and len(spans) == 1 and len(spans[0]) == 1 else ""

    def weekdays(self, text: str) -> list[str]:
        """Read some days of the week.

        Args:
            text: What was typed, such as "Mon to Wed".

        Returns:
            The days; none when the text leaves something open.
        """
        try:
            (kind, runs), *others = blocks_of(self._tokens(_plain(text)))
        except (OpenTiming, ValueError):
            return []
        return list(runs[0].days) if kind == "days" and not others and len(runs) == 1 and not runs[0].which else []

    def read(self, text: str) -> list[dict[str, Any]] | str | None:
        """Read the meetings of an answer, one or more a line.

        Args:
            text: The answer; lines end at a line break or a semicolon.

        Returns:
            Meetings as a listing holds them, or `by-arrangement`; `None` when a line leaves something open.
        """
        if text.strip(" .!").casefold().replace("-", " ") == "by arrangement":
            return BY_ARRANGEMENT
        meetings: list[dict[str, Any]] = []
        for line in filter(None, map(str.strip, re.split(r"[\n;]", text))):
            found = self.line(line)
            if not found:
                return None
            meetings += found
        return meetings or None

    def line(self, text: str) -> list[dict[str, Any]]:
        """Read one line.

        Args:
            text: The line.

        Returns:
            Its meetings; none when it leaves something open.
        """
        if len(text) > _LONGEST_LINE:
            return []
        try:
            read = self._tokens(_plain(text))
            return list(meetings_of(read))
        except OpenTiming:
            return []

    def _tokens(self, text: str) -> TypedLine:
        read, at = TypedLine(), 0
        if found := _HOLIDAYS.search(text):
            read.extras["note"] = f"{found[0][0].upper()}{found[0][1:]}."
            if not text[found.end() :].strip(" .)"):
                read.of_all.add("note")
            text = f"{text[: found.start()]} {text[found.end() :]}"
        text = _SPAN_OF_FOURS.sub(r"\1:\2-\3:\4", text)
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            at += self._token(text, at, read)
        if "term_time" in read.extras and "where" in read.extras:
            read.extras = {name: read.extras[name] for name in ("term_time", "where", "note") if name in read.extras}
        return read

    def _token(self, text: str, at: int, read: TypedLine) -> int:
        """Read one token into the line and return how many characters it takes."""
        for phrases, effect in _PHRASES:
            if length := _phrase(text, at, phrases):
                effect(read, text[at : at + length])
                return length
        if found := _DATE.match(text, at):
            if not (day := self.day(found[0])):
                raise OpenTiming
            read.start = day
            return len(found[0])
        if found := _ORDINAL.match(text, at):
            read.tokens.append(("which", found[0]))
            return len(found[0])
        if found := _TIME.match(text, at):
            read.tokens.append(("time", (found["hour"], found["minute"] or found["four"] or found["after"], found)))
            return len(found[0])
        if (found := _WORD.match(text, at)) and (name := found[0].strip(".").replace("'", "")) in self._days:
            read.tokens.append(("days", (self._days[name],)))
            return len(found[0])
        raise OpenTiming


def _plain(text: str) -> str:
    """A text with one kind of dash and apostrophe, one space between words, and no capitals."""
    return " ".join(plain_signs(text).casefold().replace("’", "'").split())


def _phrase(text: str, at: int, phrases: tuple[str, ...]) -> int:
    """The length of the longest of some phrases that stands whole at a place of a text; nothing is 0."""
    for phrase in sorted(phrases, key=len, reverse=True):
        end = at + len(phrase)
        if text.startswith(phrase, at) and not (phrase[-1].isalnum() and text[end : end + 1].isalnum()):
            return len(phrase)
    return 0


def _set(name: str, value: Any) -> Any:
    def effect(read: TypedLine, said: str) -> None:
        del said
        if read.extras.get(name, value) != value:
            raise OpenTiming
        read.extras[name] = value
        read.of_all |= set() if read.tokens else {name}

    return effect


def _every(value: str) -> Any:
    def effect(read: TypedLine, said: str) -> None:
        del said
        if read.every not in ("", value):
            raise OpenTiming
        read.every = value

    return effect


def _part(read: TypedLine, said: str) -> None:
    if read.part not in ("", _PARTS[said]):
        raise OpenTiming
    read.part = _PARTS[said]


def _nothing(read: TypedLine, said: str) -> None:
    if said in ("every", "each"):
        read.tokens.append(("every", said))


_PHRASES: tuple[tuple[tuple[str, ...], Any], ...] = (
    (tuple(_SEVERAL), lambda read, said: read.tokens.append(("days", _SEVERAL[said]))),
    (_TERM, _set("term_time", "yes")),
    (_ONLINE, _set("where", "online")),
    (_IN_PERSON, _set("where", "in-person")),
    (_DROP_IN, lambda read, said: _set("note", f"{said.capitalize()}.")(read, said)),
    (("between",), lambda read, said: read.tokens.append(("between", said))),
    (_FORTNIGHT, _every("2-weeks")),
    (_MONTH, lambda read, said: read.tokens.append(("month", said))),
    (("monthly",), _every("month")),
    (_NOON, lambda read, said: read.tokens.append(("time", ("12", None, None)))),
    (("midnight", "12 midnight"), lambda read, said: read.tokens.append(("time", ("24", None, None)))),
    (tuple(_PARTS), _part),
    (tuple(f"in the {part}" for part in ("morning", "afternoon", "evening")), lambda read, said: _part(read, said[7:])),
    (("at night",), lambda read, said: _part(read, "night")),
    (_FILLERS, _nothing),
    (tuple(_WHICH), lambda read, said: read.tokens.append(("which", _WHICH[said]))),
    (_TO, lambda read, said: read.tokens.append(("to", said))),
    (_AND, lambda read, said: read.tokens.append(("and", said))),
)
