"""The blank listing: a file to fill in with any editor, with the questions as comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ourtables.listing.fields import BODY
from ourtables.site.form.form_questions import BESIDE, LAST, Ask, Asks, QuestionOption, sections


def blank(asks: Asks, seven: list[str], say: Callable[[str], str]) -> str:
    """The file's text: the seven answers open, all others behind a `#`."""
    needed = [name for name in seven if name != BODY.name and asks.has(name)]
    lines = [
        _comment(say("Seven answers are enough. Write each after its colon, and your own words at the end.")),
        _comment(say("Nobody reads the lines that begin with this sign.")),
    ]
    for name in needed:
        lines += ["", *_open(asks.of(name), say)]
        for one in asks.all(BESIDE.get(name, ())):
            lines += ["", *_folded(one, say)]
    lines += [
        "",
        _comment(say("On which day did you write this? Write year-month-day.")),
        "confirmed:",
        *(["confirmed_by: group"] if asks.has("confirmed_by") else []),
    ]
    for one in asks.all(LAST[:1]):
        lines += ["", *_open(one, say)]
    lines += ["", "", _comment(say("Say more, now or later: take the sign away before what you answer."))]
    for name in (*(name for names in sections().values() for name in names), *LAST[1:]):
        for one in asks.all((name,)):
            lines += ["", *_folded(one, say)]
    below = say("Write it below the next line, as long as you like.")
    lines += ["", _comment(f"{say(BODY.ask)} {below}")]
    return "\n".join(["---", *lines, "---", "", ""])


def _comment(text: str) -> str:
    return f"# {text}"


def _open(ask: Ask, say: Callable[[str], str]) -> Iterator[str]:
    yield from _question(ask, say)
    if ask.parts:
        yield f"{ask.field.name}:"
        yield from (f"  {'- ' if not number else '  '}{part.field.name}:" for number, part in enumerate(_few(ask)))
    else:
        yield f"{ask.field.name}:{' []' if ask.field.kind.is_list else ''}"


def _few(ask: Ask) -> list[Ask]:
    return [part for part in ask.parts if part.field.required]


def _folded(ask: Ask, say: Callable[[str], str]) -> Iterator[str]:
    yield from _question(ask, say)
    yield f"# {ask.field.name}:{f' {ask.example}' if ask.example else ''}"
    for part in (*ask.parts, *ask.folded):
        yield f"#     {part.field.name}:{f' {part.example}' if part.example else ''}"


def _question(ask: Ask, say: Callable[[str], str]) -> Iterator[str]:
    yield _comment(say(ask.field.ask))
    for one in _words(ask.choices):
        yield f"#   {one.key}: {one.label}"
    for part in ask.parts:
        for one in _words(part.choices) if part.field.required else ():
            yield f"#   {one.key}: {one.label}"


def _words(choices: tuple[QuestionOption, ...]) -> Iterator[QuestionOption]:
    for one in choices:
        if not one.heads:
            yield one
        yield from _words(one.within)
