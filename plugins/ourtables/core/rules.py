"""The one table of rules: whether breaking a rule stops a listing, and the two sentences that a person reads.

A *field* rule needs only the answers, the directory's words and the day. It runs here and in the form on /add/, which
reads the same table (`rulebook`) and translates its sentences. A *file* rule needs the file, its neighbours or the words
as a page shows them, and runs here only. A rule between two answers is data: `checking/cross_field.py` and
theme/static/js/form/rules.js interpret it in a few lines each.

A sentence's gaps, in braces, are filled with what was found; `Reporter` refuses a report that leaves one open. What looks
like one person's own is never repeated: reports are kept in public logs and comments, where nobody can delete it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from string import Formatter
from typing import Any, Literal

from ourtables.core.catalogue import N_

Scope = Literal["field", "file"]
TODAY = "today"


@dataclass(frozen=True, slots=True)
class Condition:
    """What an answer must be: one of some words or beneath one of them, or anything at all when none are named.

    `negated` turns it around, and then no answer will do too.
    """

    field: str
    words: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class CrossField:
    """A rule between answers, as data.

    Attributes:
        shape: `needs`: `field` must be answered when every condition holds. `only-with`: `field` may be answered only
            when they hold. `ordered`: `field` may not come after `other`, when they hold. `differ`: the two may not be
            the same.
        field: the answer that the rule is about.
        when: its conditions.
        other: a second field, or `today`.
        at: the field that is reported.
        record: the field whose records the rule looks at; the listing itself when empty.
    """

    shape: Literal["needs", "only-with", "ordered", "differ"]
    field: str
    when: tuple[Condition, ...]
    other: str
    at: str
    record: str


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        stops: whether breaking it stops the listing; if not, it is a warning.
        scope: `field` when the form checks it too, else `file`.
        message: what is wrong.
        hint: what to write instead.
        between: the answers it compares, where it is a rule between answers.
    """

    stops: bool
    scope: Scope
    message: str
    hint: str
    between: CrossField | None = None

    @cached_property
    def gaps(self) -> frozenset[str]:
        """The names of the values that its sentences need."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.message + self.hint) if name)

    def as_data(self) -> dict[str, Any]:
        """The rule as the form reads it, without its sentences."""
        return {"stops": self.stops} | ({"between": asdict(self.between)} if self.between else {})


def _stops(scope: Scope, message: str, hint: str, between: CrossField | None = None) -> Rule:
    return Rule(True, scope, message, hint, between)


def _warns(scope: Scope, message: str, hint: str, between: CrossField | None = None) -> Rule:
    return Rule(False, scope, message, hint, between)


def _is(field: str, *words: str) -> Condition:
    return Condition(field, words)


def _is_not(field: str, *words: str) -> Condition:
    return Condition(field, words, negated=True)


def _needs(field: str, *when: Condition, at: str = "", record: str = "") -> CrossField:
    return CrossField("needs", field, when, "", at or field, record)


def _only_with(field: str, *when: Condition, record: str = "") -> CrossField:
    return CrossField("only-with", field, when, "", field, record)


def _ordered(field: str, other: str, *when: Condition, at: str = "", record: str = "") -> CrossField:
    return CrossField("ordered", field, when, other, at or field, record)


def _differ(field: str, other: str, record: str = "") -> CrossField:
    return CrossField("differ", field, (), other, field, record)


_OPEN = _is_not("status", "closed")
_WAITING = _is("status", "paused", "starting-soon")

# One row a rule, however long.
# fmt: off
_THE_FILE = {
    "not-a-file": _stops("file", "This is {what}, not a plain file.", "Put the text itself in a file here."),
    "file-ending": _stops("file", "A listing's name ends in “.md”; this one ends in “{ending}”.", "Save it as “{better}”."),
    "stray-file": _stops("file", "Only listings belong in this folder.", "Move “{name}” somewhere else."),
    "slug": _stops("file", "The file's name is the group's web address; “{slug}” can't be one.", "Use only a–z, 0–9 and single hyphens, at most 60, such as “{better}.md”."),
    "slug-reserved": _stops("file", N_("The address “{slug}” is kept for the site itself."), N_("Add a word to it, such as the town: “{slug}-riverton.md”.")),
    "address-says-nothing": _warns("file", "“{slug}” says nothing of the group, whose name has no letter of a–z.", "Ask the group for a word in a–z, and rename the file before it is published: the address is kept for ever."),
    "slug-retired": _stops("file", N_("This address belonged to a group that asked to be taken out."), N_("Choose another file name.")),
    "too-big": _stops("file", N_("The file is over {most} bytes."), N_("Shorten it; long histories can go on your own site, with a link.")),
    "nothing-in-it": _stops("file", "The file is empty.", "Start from the example in docs/for-groups.md."),
    "not-text": _stops("file", "This isn't a text file.", "Save it as plain text in UTF-8, not as a document or a picture."),
    "not-utf-8": _stops("file", "One of the letters here isn't in UTF-8.", "Save the file as UTF-8 (in most editors: Save as, Encoding)."),
    "control-character": _stops("field", N_("There is a control character here ({what}) that can't be seen."), N_("Delete it and type the words again.")),
    "dropped-character": _warns("field", N_("A character that can't be seen ({what}) was left out."), N_("You needn't do anything; it came along when the words were copied.")),
    "direction-character": _stops("field", N_("There is a hidden character here ({what}) that turns the order of letters around."), N_("Delete it; the site sets the direction of your words by itself.")),
    "stacked-marks": _stops("field", N_("There are more marks on one letter here ({what}) than any writing needs."), N_("Delete the marks and type the word again.")),
    "coded-character": _stops("file", N_("A code in the group's own words stands for a hidden character ({what})."), N_("Delete the code, which begins with “&”.")),
    "no-opening-line": _stops("file", "The file doesn't begin with a line of three hyphens.", "Write “---” as the first line, then the answers, then “---” again."),
    "no-closing-line": _stops("file", "The answers aren't closed by a line of three hyphens.", "Write “---” on a line of its own after the last answer."),
    "fault-of-ours": _stops("file", N_("This listing couldn't be checked. That is a fault of ours, and nothing in it needs changing."), N_("Please tell the keepers; the log says what happened.")),
    "too-slow": _stops("file", N_("This file takes too long to read."), N_("Look for very long answers and very many of them, and keep what a reader needs.")),
    "unreadable": _stops("file", "This listing can't be read: {what}.", "Check that the file can be opened, and save it again."),
}

_THE_WRITING = {
    "yaml": _stops("file", "The answers can't be read from here on ({what}).", "Check this line and the one above it; put the value in quotes."),
    "colon-in-value": _stops("file", "“{name}” has two colons, so we can't tell where its answer begins.", 'Put the answer in quotes: {name}: "{value}"'),
    "hash-in-value": _stops("file", "Everything after “#” is lost here: “{lost}”.", 'Put the answer in quotes: "{value}"'),
    "tab": _stops("file", "There is a tab at the start of this line.", "Use spaces instead: two for each step in."),
    "starts-with-sign": _stops("file", "An answer that begins with “{sign}” needs quotes.", 'Put it in quotes: "{value}"'),
    "curly-quotes": _stops("file", "There are curly quotes around “{name}”.", "Write it without quotes: {better}"),
    "no-space-after-colon": _stops("file", "There is no space after the colon of “{name}”.", "Write “{name}: ”, then the answer."),
    "not-answers": _stops("file", "The part between the “---” lines isn't a list of answers.", "Write one answer a line, such as “name: The Tuesday Group”."),
    "anchor": _stops("file", "“{mark}” is a shorthand that a listing can't use.", "Write the value out; if it is meant as text, put it in quotes."),
    "tag": _stops("file", "“{mark}” is a marker that a listing can't use.", "Take it away; if it is meant as text, put it in quotes."),
    "merge-key": _stops("file", "“<<” is a shorthand that a listing can't use.", "Write the values out."),
    "key-not-text": _stops("file", "There is a list or a group of answers where a field's name should be.", "Write a name, a colon and the answer."),
    "second-document": _stops("file", "A second set of answers begins here.", "Keep one set; the group's words go below the closing “---”."),
    "duplicate-key": _stops("file", "“{name}” appears twice; the first is on line {first}.", "Keep one of the two."),
    "too-deep": _stops("file", N_("The answers are nested more than {most} deep."), N_("Write them further to the left.")),
    "too-many-values": _stops("file", N_("There are more than {most} values in one listing."), N_("Keep what a reader needs.")),
    "unknown-field": _stops("file", "We don't know the field “{name}”.", "Take it away, or see “What you can say about your group”."),
    "misspelt-field": _stops("file", "We don't know the field “{name}”: did you mean “{better}”?", "Write “{better}”."),
    "missing": _stops("field", N_("“{name}” isn't there yet."), "{ask}"),
}

_THE_VALUES = {
    "text-expected": _stops("field", N_("“{name}” must be a single text, not a list."), N_("Write {name}: and the text on the same line.")),
    "list-expected": _stops("field", N_("“{name}” must be a list."), N_("Write {name}: [one, another], or one a line with “- ” before it.")),
    "answers-expected": _stops("field", N_("“{name}” must be a list of names, each with an answer."), N_("Write them below it, two spaces in, such as “  {example}”.")),
    "one-line": _stops("field", N_("“{name}” must be one line; it has a line break."), N_("Write it on one line.")),
    "too-short": _stops("field", N_("“{name}” is {count} long; it needs at least {least} characters."), N_("Say a little more, or leave it out.")),
    "too-long": _stops("field", N_("“{name}” is {count} long; there is room for {most} characters."), N_("Shorten it; the group's own words below have more room.")),
    "too-many": _stops("field", N_("“{name}” has {count} entries; there is room for {most}."), N_("Keep the {most} that matter most.")),
    "unknown-word": _stops("field", N_("“{value}” isn't one of the words for “{name}”."), N_("Use one of: {known}.")),
    "misspelt-word": _stops("field", N_("“{value}” isn't one of the words for “{name}”: did you mean “{better}”?"), N_("Write “{better}”.")),
    "repeated": _warns("field", N_("“{value}” appears twice in “{name}”."), N_("Keep one of the two.")),
    "not-a-date": _stops("field", N_("“{value}” in “{name}” isn't a date we can read."), N_("Write year-month-day, such as {example}.")),
    "no-such-day": _stops("field", N_("There is no such day as “{value}”."), N_("Check the month and the day; it is year-month-day.")),
    "date-range": _stops("field", N_("“{value}” in “{name}” is too far off."), N_("Write a day between {first} and {last}.")),
    "nothing-to-see": _stops("field", N_("“{name}” holds nothing that can be seen."), N_("Write it in letters, or leave it out.")),
    "place-key": _stops("field", N_("The key of a place can't be used."), N_("Call it place-1, place-2 and so on, in “places” and in “meetings”.")),
    "place-key-private": _stops("field", N_("The key of a private place may say where it is, and this file is public."), N_("Call it place-1, place-2 and so on, in “places” and in “meetings”.")),
    "not-a-time": _stops("field", N_("“{value}” in “{name}” isn't a time we can read."), N_('Use the 24-hour clock in quotes, such as "18:30".')),
    "not-yes": _stops("field", N_("“{name}” must be “yes” or left out, not “{value}”."), N_("Write yes, or take the line away.")),
    "not-an-answer": _stops("field", N_("“{value}” isn't an answer to “{name}”."), N_("Write one of: {known}.")),
    "not-a-number": _stops("field", N_("“{value}” in “{name}” isn't a whole number."), N_("Write digits only.")),
    "number-range": _stops("field", N_("“{name}” is {value}; it must be between {least} and {most}."), N_("Write a number between the two.")),
    "not-a-language": _stops("field", N_("“{value}” isn't a language's short code."), N_("Write the code, such as en, cy or ur{better}.")),
    "not-a-link": _stops("field", N_("“{value}” isn't a whole web address."), N_("Begin with https://, such as {better}.")),
    "not-an-email": _stops("field", N_("“{value}” isn't an e-mail address."), N_("Write it as name@example.org.")),
    "not-a-phone": _stops("field", N_("“{value}” doesn't look like a phone number of this country."), N_("Write the whole number, area code first.")),
    "lost-beginning": _stops("field", N_("The beginning of this number is missing; spreadsheets take a first 0 or + away."), N_("If that's what happened, write “{better}” before it.")),
    "not-a-slug": _stops("field", N_("“{value}” can't be a group's address."), N_("Use only a–z, 0–9 and single hyphens, at most 60.")),
    "not-a-postcode": _stops("field", N_("This isn't a postcode of this country."), N_("Write the postcode, its first half, or leave it out.")),
}

_THE_SENSE = {
    "offers-note-needed": _stops("field", N_("“other” in “offers” says little by itself."), N_("Add “offers_note” and say in a few words what you offer."), _needs("offers_note", _is("offers", "other"), at="offers")),
    "language-twice": _stops("field", N_("There are words in this language already."), N_("Keep one of the two.")),
    "alias-for-areas": _warns("field", N_("“{value}” stands for several areas: {members}."), N_("It is read as all of them; name them if you mean only some.")),
    "who-leads": _stops("field", N_("This directory lists groups whose “led_by” is one of: {known}. Yours is “{value}”."), N_("If that's not how it is, change it; else see About for other places to be listed.")),
    "emergency-needed": _stops("field", N_("People in a crisis want to know what you do when you worry about them."), N_("Add “emergency_response”; “no-policy-yet” is an answer too."), _needs("emergency_response", _is("offers", "in-a-crisis"), _OPEN, at="offers")),
    "emergency-note-needed": _stops("field", N_("“{value}” needs your own words, with the exceptions."), N_("Add “emergency_note”, such as “We ring for help only if you ask us to.”"), _needs("emergency_note", _is("emergency_response"), _is_not("emergency_response", "no-policy-yet"), _OPEN, at="emergency_response")),
    "age-order": _stops("field", N_("“age_min” ({age_min}) is above “age_max” ({age_max})."), N_("Swap them."), _ordered("age_min", "age_max")),
    "which-needed": _stops("field", N_("A monthly meeting needs to say which one."), N_("Add “which”, such as 1st or last."), _needs("which", _is("every", "month"), record="meetings")),
    "which-without-month": _stops("field", N_("“which” is only for monthly meetings."), N_("Write “every: month”, or take “which” away."), _only_with("which", _is("every", "month"), record="meetings")),
    "from-needed": _stops("field", N_("A meeting every two weeks needs a first date, so that the right week is known."), N_("Add “from” with the date of any one of them."), _needs("from", _is("every", "2-weeks"), record="meetings")),
    "until-before-from": _stops("field", N_("“until” ({until}) is before “from” ({from})."), N_("Check the two dates."), _ordered("from", "until", at="until", record="meetings")),
    "end-is-start": _stops("field", N_("The meeting begins and ends at {value}."), N_("Change “end”, or leave it out."), _differ("end", "start", record="meetings")),
    "long-meeting": _warns("field", N_("The meeting lasts from {start} to {end}, more than {most} hours."), N_("Check both times. If they're right, leave them.")),
    "not-on-other-day": _warns("field", N_("{value} in “not_on” isn't one of the meeting's days."), N_("Check the date; it is year-month-day.")),
    "unknown-place": _stops("field", N_("The meeting is at a place that isn't in “places”."), N_("Write the key of one of the places, or online.")),
    "place-too-exact": _stops("field", N_("The place gives {what} but its precision is “area”."), N_("Keep only the first half of the postcode, or write “precision: exact” if anyone may know.")),
    "place-not-private": _stops("field", N_("The place is private but gives {what}, and this file is public."), N_("Take it away; a private place says only its town.")),
    "body-missing": _stops("field", N_("The group's own words are missing."), N_("Write below the closing “---” line: who you are and what happens.")),
    "body-too-long": _stops("field", N_("The group's own words take {count} bytes; there is room for {most}."), N_("Shorten them, or put the rest on your own site.")),
    "body-too-slow": _stops("file", N_("The group's own words take too long to turn into a page."), N_("Look for very many brackets, signs or links in a row, and write them in words.")),
    "body-short": _warns("field", N_("The group's own words are {count} long; a reader wants a little more."), N_("Say what happens, who you are, or what you don't do.")),
    "not-shown": _warns("field", N_("We can't show {what} here. It comes out as you typed it, signs and all."), N_("Write in words what it says, or link to it on your own site.")),
    "link-says-other": _warns("file", "The link “{text}” leads elsewhere: {address}", "Let its words say where it leads."),
    "dead-link": _warns("file", N_("The link “{text}” leads nowhere."), N_("Write its whole address, beginning with https://.")),
    "date-ahead": _stops("field", N_("“confirmed” is {value}, which is in the future."), N_("Write the day on which somebody last said it's all true."), _ordered("confirmed", TODAY)),
    "until-passed": _warns("field", N_("“until” was {value}."), N_("Change “status” or “until”; pages now say “was due to end”."), _ordered(TODAY, "until", _WAITING, at="until")),
    "until-without-wait": _warns("field", N_("“until” is for a group that is paused or starting soon."), N_("Change “status”, or take “until” away."), _only_with("until", _WAITING)),
    "only-councils": _warns("field", N_("You don't meet in person and name only {names}. Must people live there?"), N_("If not, add “{root}” to “areas”.")),
    "personal-phone": _warns("field", N_("This number looks like somebody's own mobile, and this file is public for ever."), N_("If that's all right, add “public_ok: yes” to this contact; else use a shared number.")),
    "personal-mailbox": _warns("field", N_("This address looks like one person's mailbox."), N_("If that's all right, add “public_ok: yes” to this contact; else use a shared address.")),
    "personal-link": _warns("field", N_("This holds {what}, and this file is public for ever."), N_("If that's all right, add “public_ok: yes” to this contact; else let people ask you for it.")),
    "read-as": _warns("field", N_("“{value}” is read as {better}."), N_("Write it so if that's right, else the whole address.")),
    "number-not-in-use": _warns("field", N_("We know of no number like this in this country."), N_("Check each digit. If they're right, leave it as it is.")),
    "words-beside-number": _warns("field", N_("There are words beside the number."), N_("Put them into “hours” or “note”, so that the number stands alone.")),
    "personal-in-words": _warns("field", N_("Something here looks like {what}, and this file is public for ever."), N_("Leave it out, or move it to “contact” or “places” if it is the group's own.")),
    "same-address": _warns("file", N_("Another file has the same address but for capitals and underscores: {other}."), N_("Keep one of the two, with small letters and hyphens.")),
    "same-name": _warns("file", N_("Another listing has the same name: {other}."), N_("If both are the same group, keep one; if not, a place in the name helps readers.")),
    "slug-taken": _stops("file", N_("The address “{value}” is another listing's earlier one: {other}."), N_("Give this file another name.")),
    "alias-taken": _stops("file", N_("The earlier address “{value}” is another listing's: {other}."), N_("Take it out of “aliases”.")),
    "alias-shared": _warns("file", N_("Another listing has the earlier address “{value}” too: {other}. Until one of them gives it up, it leads to neither."), N_("Take it out of “aliases” of the group that never had it.")),
    "alias-reserved": _stops("file", N_("The earlier address “{value}” is kept for the site itself."), N_("Take it out of “aliases”.")),
    "alias-retired": _stops("file", N_("The earlier address “{value}” belonged to a group that asked to be taken out."), N_("Take it out of “aliases”.")),
    "alias-is-own": _warns("file", N_("“{value}” in “aliases” is this file's own address."), N_("Take it away.")),
    "keeper-setting": _stops("file", "{what}", "{hint}"),
    "keeper-note": _warns("file", "{what}", "{hint}"),
}

# What fills some of the gaps.
PHRASES: dict[str, str] = {
    "name": N_("its name"),
    "postcode": N_("its postcode"),
    "full-postcode": N_("its full postcode"),
    "address": N_("its address"),
    "directions": N_("the way there"),
    "mobile": N_("somebody's own mobile"),
    "mailbox": N_("one person's mailbox"),
    "door": N_("the full postcode of an address"),
    "meeting": N_("a meeting's password"),
    "chat": N_("an open invitation to a chat"),
    "word": N_("{count} word"),
    "words": N_("{count} words"),
    "after": N_("{what} after “{words}”"),
    "table": N_("a table"),
    "picture": N_("a picture"),
    "meetings": N_("by-arrangement, or a list of meetings"),
    "language": N_("; {value} is {code}"),
}

# fmt: on

RULES: dict[str, Rule] = {**_THE_FILE, **_THE_WRITING, **_THE_VALUES, **_THE_SENSE}

# The rules between answers, by the field whose records they look at.
CROSS_FIELD: dict[str, tuple[tuple[str, CrossField], ...]] = {
    record: tuple(
        (code, rule.between) for code, rule in RULES.items() if rule.between and rule.between.record == record
    )
    for record in ("", "meetings")
}
