"""Every rule a listing is held to, once: whether breaking it stops the listing, and the two sentences a person reads.

A *field* rule looks at one value and can run anywhere; a *file* rule needs the file, its neighbours or the day. The
sentences say what is there and what to write instead; gaps in braces are filled with what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["field", "file"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `stops` its listing or is only a warning; `message` says what is wrong, `hint` what to write
    instead.
    """

    stops: bool
    scope: Scope
    message: str
    hint: str


def _stops(scope: Scope, message: str, hint: str) -> Rule:
    return Rule(True, scope, message, hint)


def _warns(scope: Scope, message: str, hint: str) -> Rule:
    return Rule(False, scope, message, hint)


# One row a rule, however long.
# fmt: off
_THE_FILE = {
    "not-a-file": _stops("file", "This is {what}, not a plain file.", "Put the text itself in a file here."),
    "file-ending": _stops("file", "A listing's name ends in “.md”; this one ends in “{ending}”.", "Save it as “{better}”."),
    "stray-file": _stops("file", "Only listings stand in this folder.", "Move “{name}” somewhere else."),
    "slug": _stops("file", "The file's name is the group's web address; “{slug}” can't be one.", "Use only a–z, 0–9 and single hyphens, at most 60, such as “{better}.md”."),
    "slug-reserved": _stops("file", "The address “{slug}” is kept for the site itself.", "Add a word to it, such as the town: “{slug}-riverton.md”."),
    "slug-retired": _stops("file", "This address belonged to a group that asked to be taken out.", "Choose another file name."),
    "too-big": _stops("file", "The file is over {most} bytes.", "Shorten it; long histories can go on your own site, with a link."),
    "nothing-in-it": _stops("file", "The file is empty.", "Start from the example in docs/for-groups.md."),
    "not-text": _stops("file", "This isn't a text file.", "Save it as plain text in UTF-8, not as a document or a picture."),
    "not-utf-8": _stops("file", "One of the letters here isn't in UTF-8.", "Save the file as UTF-8 (in most editors: Save as, Encoding)."),
    "control-character": _stops("file", "There is a control character here ({what}) that can't be seen.", "Delete it and type the words again."),
    "direction-character": _stops("file", "There is a hidden character here ({what}) that turns the order of letters around.", "Delete it; the site sets the direction of your words by itself."),
    "no-opening-line": _stops("file", "The file doesn't begin with a line of three hyphens.", "Write “---” as the first line, then the answers, then “---” again."),
    "no-closing-line": _stops("file", "The answers aren't closed by a line of three hyphens.", "Write “---” on a line of its own after the last answer."),
    "too-slow": _stops("file", "This file takes too long to read.", "Look for very long answers and very many of them, and keep what a reader needs."),
    "unreadable": _stops("file", "This listing can't be read: {what}.", "Check that the file can be opened, and save it again."),
}

_THE_WRITING = {
    "yaml": _stops("file", "The answers can't be read from here on ({what}).", "Check this line and the one above it; put the value in quotes."),
    "colon-in-value": _stops("file", "There are two colons in “{name}”, so it can't be told where the answer begins.", 'Put the answer in quotes: {name}: "{value}"'),
    "hash-in-value": _stops("file", "Everything after “#” is lost here: “{lost}”.", 'Put the answer in quotes: "{value}"'),
    "tab": _stops("file", "There is a tab at the start of this line.", "Use spaces instead: two for each step in."),
    "starts-with-sign": _stops("file", "An answer that begins with “{sign}” needs quotes.", 'Write "{value}"'),
    "curly-quotes": _stops("file", "There are curly quotes around “{name}”.", "Write it without quotes: {better}"),
    "no-space-after-colon": _stops("file", "There is no space after the colon in “{text}”.", "Write “{better}”."),
    "not-answers": _stops("file", "The part between the “---” lines isn't a list of answers.", "Write one answer a line, such as “name: The Tuesday Kettle”."),
    "anchor": _stops("file", "“{mark}” is a shorthand that a listing can't use.", "Write the value out; if it is meant as text, put it in quotes."),
    "tag": _stops("file", "“{mark}” is a marker that a listing can't use.", "Take it away; if it is meant as text, put it in quotes."),
    "merge-key": _stops("file", "“<<” is a shorthand that a listing can't use.", "Write the values out."),
    "key-not-text": _stops("file", "A list or a group of answers stands where a field's name should be.", "Write a name, a colon and the answer."),
    "second-document": _stops("file", "A second set of answers begins here.", "Keep one set; the group's words go below the closing “---”."),
    "duplicate-key": _stops("file", "“{name}” stands here a second time; it is first on line {first}.", "Keep one of the two."),
    "too-deep": _stops("file", "The answers are nested more than {most} deep.", "Write them further to the left."),
    "too-many-values": _stops("file", "There are more than {most} values in one listing.", "Keep what a reader needs."),
    "unknown-field": _stops("file", "We don't know the field “{name}”.", "Take it away, or see “What you can say about your group”."),
    "misspelt-field": _stops("file", "We don't know the field “{name}”: did you mean “{better}”?", "Write “{better}”."),
    "missing": _stops("file", "“{name}” isn't there yet.", "{ask}"),
}

_THE_VALUES = {
    "text-expected": _stops("field", "“{name}” takes one text; here is a list.", "Write {name}: and the text on the same line."),
    "list-expected": _stops("field", "“{name}” takes a list.", "Write {name}: [one, another], or one a line with “- ” before it."),
    "answers-expected": _stops("field", "“{name}” takes names with answers.", "Write them below it, two spaces in, such as “  {example}”."),
    "one-line": _stops("field", "“{name}” is one line; here is a line break.", "Write it on one line."),
    "too-short": _stops("field", "“{name}” is {count} long; it needs at least {least} characters.", "Say a little more, or leave it out."),
    "too-long": _stops("field", "“{name}” is {count} long; there is room for {most} characters.", "Shorten it; the group's own words below have more room."),
    "too-many": _stops("field", "“{name}” has {count} entries; there is room for {most}.", "Keep the {most} that matter most."),
    "unknown-word": _stops("field", "“{value}” isn't one of the words for “{name}”.", "Use one of: {known}."),
    "misspelt-word": _stops("field", "“{value}” isn't one of the words for “{name}”: did you mean “{better}”?", "Write “{better}”."),
    "repeated": _warns("field", "“{value}” stands twice in “{name}”.", "Keep one of the two."),
    "not-a-date": _stops("field", "“{value}” in “{name}” isn't a date we can read.", "Write year-month-day, such as {example}."),
    "no-such-day": _stops("field", "There is no such day as “{value}”.", "Check the month and the day; it is year-month-day."),
    "not-a-time": _stops("field", "“{value}” in “{name}” isn't a time we can read.", 'Use the 24-hour clock in quotes, such as "18:30".'),
    "not-yes": _stops("field", "“{name}” is “yes” or left out; here is “{value}”.", "Write yes, or take the line away."),
    "not-an-answer": _stops("field", "“{value}” isn't an answer to “{name}”.", "Write one of: {known}."),
    "not-a-number": _stops("field", "“{value}” in “{name}” isn't a whole number.", "Write digits only."),
    "number-range": _stops("field", "“{name}” is {value}; it goes from {least} to {most}.", "Write a number between the two."),
    "not-a-language": _stops("field", "“{value}” isn't a language's short code.", "Write the code, such as en, cy or ur{better}."),
    "not-a-link": _stops("field", "“{value}” isn't a whole web address.", "Begin with https://, such as {better}."),
    "not-an-email": _stops("field", "“{value}” isn't an e-mail address.", "Write it as name@example.org."),
    "not-a-phone": _stops("field", "“{value}” doesn't look like a phone number of this country.", "Write the whole number, area code first."),
    "not-a-slug": _stops("field", "“{value}” can't be a group's address.", "Use only a–z, 0–9 and single hyphens, at most 60."),
    "not-a-postcode": _stops("field", "“{value}” isn't a postcode of this country.", "Write the postcode, its first half, or leave it out."),
}

_THE_SENSE = {
    "offers-note-needed": _stops("field", "“other” in “offers” says little by itself.", "Add “offers_note” and say in a few words what you offer."),
    "alias-for-areas": _warns("field", "“{value}” stands for several areas: {members}.", "It is read as all of them; name them if you mean only some."),
    "who-leads": _stops("field", "This directory lists groups that answer “led_by” with {known}; here is “{value}”.", "If that's not how it is, change it; else see About for other places to be listed."),
    "emergency-needed": _stops("field", "People in a crisis want to know what you do when you worry about them.", "Add “emergency_response”; “no-policy-yet” is an answer too."),
    "emergency-note-needed": _stops("field", "“{value}” needs your own words, with the exceptions.", "Add “emergency_note”, such as “We ring for help only if you ask us to.”"),
    "age-order": _stops("field", "“age_min” ({least}) is above “age_max” ({most}).", "Swap them."),
    "which-needed": _stops("field", "A monthly meeting needs to say which one.", "Add “which”, such as 1st or last."),
    "which-without-month": _stops("field", "“which” is only for monthly meetings.", "Write “every: month”, or take “which” away."),
    "from-needed": _stops("field", "A meeting every two weeks needs a first date, so that the right week is known.", "Add “from” with the date of any one of them."),
    "until-before-from": _stops("field", "“until” ({until}) is before “from” ({start}).", "Check the two dates."),
    "end-is-start": _stops("field", "The meeting begins and ends at {value}.", "Change “end”, or leave it out."),
    "unknown-place": _stops("field", "The meeting is at “{value}”, which isn't in “places”.", "Write one of: {known}."),
    "place-too-exact": _stops("field", "“{place}” gives {what} but its precision is “area”.", "Keep only the first half of the postcode, or write “precision: exact” if anyone may know."),
    "place-not-private": _stops("field", "“{place}” is private but gives {what}, and this file is public.", "Take it away; a private place says only its town."),
    "body-missing": _stops("file", "The group's own words are missing.", "Write below the closing “---” line: who you are and what happens."),
    "body-too-long": _stops("file", "The group's own words take {count} bytes; there is room for {most}.", "Shorten them, or put the rest on your own site."),
    "body-too-slow": _stops("file", "The group's own words take too much time or room to set.", "Look for very many brackets, signs or links in a row, and write them in words."),
    "body-short": _warns("file", "The group's own words are {count} long; a reader wants a little more.", "Say what happens, who you are, or what you don't do."),
    "dead-link": _warns("file", "The link “{text}” leads to nowhere a page can go.", "Write its whole address, beginning with https://."),
    "date-ahead": _stops("file", "“confirmed” is {value}, which is still to come.", "Write the day on which somebody last said it's all true."),
    "until-passed": _warns("file", "“until” was {value}.", "Change “status” or “until”; pages now say “was due to end”."),
    "until-without-wait": _warns("field", "“until” is for a group that is paused or starting soon.", "Change “status”, or take “until” away."),
    "only-councils": _warns("field", "You don't meet in person and name only {names}. Must people live there?", "If not, add “{root}” to “areas”."),
    "personal-phone": _warns("field", "“{value}” looks like somebody's own mobile, and this file is public for ever.", "If that's all right, add “public_ok: yes” to this contact; else use a shared number."),
    "personal-mailbox": _warns("field", "“{value}” looks like one person's mailbox.", "If that's all right, add “public_ok: yes” to this contact; else use a shared address."),
    "personal-in-words": _warns("file", "“{value}” looks like {what}, and this file is public for ever.", "Leave it out, or move it to “contact” or “places” if it is the group's own."),
    "same-name": _warns("file", "Another listing has the same name: {other}.", "If both are the same group, keep one; if not, a place in the name helps readers."),
    "alias-taken": _stops("file", "The earlier address “{value}” is another listing's: {other}.", "Take it out of “aliases”."),
    "alias-is-own": _warns("field", "“{value}” in “aliases” is this file's own address.", "Take it away."),
    "keeper-setting": _stops("file", "{what}", "{hint}"),
}

# fmt: on

RULES: dict[str, Rule] = {**_THE_FILE, **_THE_WRITING, **_THE_VALUES, **_THE_SENSE}
