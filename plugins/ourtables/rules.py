"""Every rule a listing is held to, once: whether breaking it stops the listing, and the two sentences a person reads.

A *field* rule needs nothing but the answers, the directory's words and the day: it runs here and, from the same table
(`rulebook`), in the form on /add/, which also translates its sentences. A *file* rule needs the file, its neighbours or
the words as a page shows them. The sentences say what is there and what to write instead; gaps in braces are filled
with what was found. What looks like one person's own is never repeated, since reports stand in public logs and comments,
where nobody can take it out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ourtables.catalogue import N_

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
    "control-character": _stops("field", N_("There is a control character here ({what}) that can't be seen."), N_("Delete it and type the words again.")),
    "direction-character": _stops("field", N_("There is a hidden character here ({what}) that turns the order of letters around."), N_("Delete it; the site sets the direction of your words by itself.")),
    "coded-character": _stops("file", "A code in the group's own words stands for a hidden character ({what}).", "Delete the code, which begins with “&”."),
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
    "starts-with-sign": _stops("file", "An answer that begins with “{sign}” needs quotes.", 'Put it in quotes: "{value}"'),
    "curly-quotes": _stops("file", "There are curly quotes around “{name}”.", "Write it without quotes: {better}"),
    "no-space-after-colon": _stops("file", "There is no space after the colon of “{name}”.", "Write “{name}: ”, then the answer."),
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
    "missing": _stops("field", N_("“{name}” isn't there yet."), "{ask}"),
}

_THE_VALUES = {
    "text-expected": _stops("field", N_("“{name}” takes one text; here is a list."), N_("Write {name}: and the text on the same line.")),
    "list-expected": _stops("field", N_("“{name}” takes a list."), N_("Write {name}: [one, another], or one a line with “- ” before it.")),
    "answers-expected": _stops("field", N_("“{name}” takes names with answers."), N_("Write them below it, two spaces in, such as “  {example}”.")),
    "one-line": _stops("field", N_("“{name}” is one line; here is a line break."), N_("Write it on one line.")),
    "too-short": _stops("field", N_("“{name}” is {count} long; it needs at least {least} characters."), N_("Say a little more, or leave it out.")),
    "too-long": _stops("field", N_("“{name}” is {count} long; there is room for {most} characters."), N_("Shorten it; the group's own words below have more room.")),
    "too-many": _stops("field", N_("“{name}” has {count} entries; there is room for {most}."), N_("Keep the {most} that matter most.")),
    "unknown-word": _stops("field", N_("“{value}” isn't one of the words for “{name}”."), N_("Use one of: {known}.")),
    "misspelt-word": _stops("field", N_("“{value}” isn't one of the words for “{name}”: did you mean “{better}”?"), N_("Write “{better}”.")),
    "repeated": _warns("field", N_("“{value}” stands twice in “{name}”."), N_("Keep one of the two.")),
    "not-a-date": _stops("field", N_("“{value}” in “{name}” isn't a date we can read."), N_("Write year-month-day, such as {example}.")),
    "no-such-day": _stops("field", N_("There is no such day as “{value}”."), N_("Check the month and the day; it is year-month-day.")),
    "not-a-time": _stops("field", N_("“{value}” in “{name}” isn't a time we can read."), N_('Use the 24-hour clock in quotes, such as "18:30".')),
    "not-yes": _stops("field", N_("“{name}” is “yes” or left out; here is “{value}”."), N_("Write yes, or take the line away.")),
    "not-an-answer": _stops("field", N_("“{value}” isn't an answer to “{name}”."), N_("Write one of: {known}.")),
    "not-a-number": _stops("field", N_("“{value}” in “{name}” isn't a whole number."), N_("Write digits only.")),
    "number-range": _stops("field", N_("“{name}” is {value}; it goes from {least} to {most}."), N_("Write a number between the two.")),
    "not-a-language": _stops("field", N_("“{value}” isn't a language's short code."), N_("Write the code, such as en, cy or ur{better}.")),
    "not-a-link": _stops("field", N_("“{value}” isn't a whole web address."), N_("Begin with https://, such as {better}.")),
    "not-an-email": _stops("field", N_("“{value}” isn't an e-mail address."), N_("Write it as name@example.org.")),
    "not-a-phone": _stops("field", N_("“{value}” doesn't look like a phone number of this country."), N_("Write the whole number, area code first.")),
    "not-a-slug": _stops("field", N_("“{value}” can't be a group's address."), N_("Use only a–z, 0–9 and single hyphens, at most 60.")),
    "not-a-postcode": _stops("field", N_("This isn't a postcode of this country."), N_("Write the postcode, its first half, or leave it out.")),
}

_THE_SENSE = {
    "offers-note-needed": _stops("field", N_("“other” in “offers” says little by itself."), N_("Add “offers_note” and say in a few words what you offer.")),
    "alias-for-areas": _warns("field", N_("“{value}” stands for several areas: {members}."), N_("It is read as all of them; name them if you mean only some.")),
    "who-leads": _stops("field", N_("This directory lists groups that answer “led_by” with {known}; here is “{value}”."), N_("If that's not how it is, change it; else see About for other places to be listed.")),
    "emergency-needed": _stops("field", N_("People in a crisis want to know what you do when you worry about them."), N_("Add “emergency_response”; “no-policy-yet” is an answer too.")),
    "emergency-note-needed": _stops("field", N_("“{value}” needs your own words, with the exceptions."), N_("Add “emergency_note”, such as “We ring for help only if you ask us to.”")),
    "age-order": _stops("field", N_("“age_min” ({least}) is above “age_max” ({most})."), N_("Swap them.")),
    "which-needed": _stops("field", N_("A monthly meeting needs to say which one."), N_("Add “which”, such as 1st or last.")),
    "which-without-month": _stops("field", N_("“which” is only for monthly meetings."), N_("Write “every: month”, or take “which” away.")),
    "from-needed": _stops("field", N_("A meeting every two weeks needs a first date, so that the right week is known."), N_("Add “from” with the date of any one of them.")),
    "until-before-from": _stops("field", N_("“until” ({until}) is before “from” ({start})."), N_("Check the two dates.")),
    "end-is-start": _stops("field", N_("The meeting begins and ends at {value}."), N_("Change “end”, or leave it out.")),
    "unknown-place": _stops("field", N_("The meeting is at “{value}”, which isn't in “places”."), N_("Write one of: {known}.")),
    "place-too-exact": _stops("field", N_("“{place}” gives {what} but its precision is “area”."), N_("Keep only the first half of the postcode, or write “precision: exact” if anyone may know.")),
    "place-not-private": _stops("field", N_("“{place}” is private but gives {what}, and this file is public."), N_("Take it away; a private place says only its town.")),
    "body-missing": _stops("field", N_("The group's own words are missing."), N_("Write below the closing “---” line: who you are and what happens.")),
    "body-too-long": _stops("field", N_("The group's own words take {count} bytes; there is room for {most}."), N_("Shorten them, or put the rest on your own site.")),
    "body-too-slow": _stops("file", "The group's own words take too much time or room to set.", "Look for very many brackets, signs or links in a row, and write them in words."),
    "body-short": _warns("field", N_("The group's own words are {count} long; a reader wants a little more."), N_("Say what happens, who you are, or what you don't do.")),
    "dead-link": _warns("file", "The link “{text}” leads to nowhere a page can go.", "Write its whole address, beginning with https://."),
    "date-ahead": _stops("field", N_("“confirmed” is {value}, which is still to come."), N_("Write the day on which somebody last said it's all true.")),
    "until-passed": _warns("field", N_("“until” was {value}."), N_("Change “status” or “until”; pages now say “was due to end”.")),
    "until-without-wait": _warns("field", N_("“until” is for a group that is paused or starting soon."), N_("Change “status”, or take “until” away.")),
    "only-councils": _warns("field", N_("You don't meet in person and name only {names}. Must people live there?"), N_("If not, add “{root}” to “areas”.")),
    "personal-phone": _warns("field", N_("This number looks like somebody's own mobile, and this file is public for ever."), N_("If that's all right, add “public_ok: yes” to this contact; else use a shared number.")),
    "personal-mailbox": _warns("field", N_("This address looks like one person's mailbox."), N_("If that's all right, add “public_ok: yes” to this contact; else use a shared address.")),
    "personal-in-words": _warns("field", N_("Something here looks like {what}, and this file is public for ever."), N_("Leave it out, or move it to “contact” or “places” if it is the group's own.")),
    "same-name": _warns("file", "Another listing has the same name: {other}.", "If both are the same group, keep one; if not, a place in the name helps readers."),
    "alias-taken": _stops("file", "The earlier address “{value}” is another listing's: {other}.", "Take it out of “aliases”."),
    "alias-reserved": _stops("file", "The earlier address “{value}” is kept for the site itself.", "Take it out of “aliases”."),
    "alias-retired": _stops("file", "The earlier address “{value}” belonged to a group that asked to be taken out.", "Take it out of “aliases”."),
    "alias-is-own": _warns("file", "“{value}” in “aliases” is this file's own address.", "Take it away."),
    "keeper-setting": _stops("file", "{what}", "{hint}"),
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
    "door": N_("a full address's postcode"),
    "word": N_("{count} word"),
    "words": N_("{count} words"),
    "meetings": N_("by-arrangement, or a list of meetings"),
    "language": N_("; {value} is {code}"),
}

# fmt: on

RULES: dict[str, Rule] = {**_THE_FILE, **_THE_WRITING, **_THE_VALUES, **_THE_SENSE}
