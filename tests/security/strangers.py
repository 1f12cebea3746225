"""What a stranger could send, made up by hypothesis: any bytes, known listings with faults, answers, words."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from hypothesis import strategies as st

from ourtables.listing import formatting
from ourtables.listing.fields import FIELDS, Field

from ..conftest import LISTING, TESTS

SEEDS = Path(__file__).parent / "seeds"
FRONT = LISTING[: LISTING.rindex("---\n") + 4]
# What YAML, Markdown, HTML, a terminal or a forge acts on, and letters that aren't what they seem.
SIGNS = [
    *("---\n", "- ", ": ", ":", "#", " #", "&a ", "*a", "<<: ", "!!str ", "| \n", ">-\n", "'", '"', "{", "}", "[", "]", ","),
    *("? ", "%", "@", "`", "``", "\t", "\n", "\n\n", "  \n", "\r", "\r\n", "    ", "\\", "~", "..."),
    *("*", "**", "_", "![", "](", ")", "[a]: ", "<", ">", "> ", "1. ", "&amp;", "&#x202e;", "&#0;", "===\n", "```\n"),
    *("<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "javascript:", "https://example.org/", "us@example.org"),
    *("::error::", "%0A", "{{", "{%", "{static}", "=1+1", "\x00", "\x02", "\x03", "klzzwxh:0000", "\u2028", "\u202e"),
    *("\u200b", "\ufeff", "\u0301", "\u0130", "\U000e0041", "\U0001f3f4", "é", "e\u0301", "ﬁ", "東", "ا"),
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(["", "~", "yes", "no", "on", "18:30", "2026-10-05", "0123", " a", "a ", "a\n\nb", "x" * 600]),
    st.sampled_from(["https://example.org/", "01632 960123", "us@example.org", "LS6 1AA", "by-arrangement", "online"]),
    st.lists(st.sampled_from(SIGNS), max_size=6).map("".join),
    st.text(max_size=30),
)


# Names that YAML reads only when they are written in a way of their own.
ODD_NAMES = [
    "k" * 1_100,
    '"' * 600,
    "a: b",
    "a\nb",
    "? a",
    "- a",
    "",
    " ",
    "#a",
    "\u2028",
    "\x85",
    "\U0001f600" * 1_020,
]
NAMES = st.one_of(st.sampled_from(["hall", "x-y", "online", "é"]), st.sampled_from(ODD_NAMES), TEXTS)


def _of(field: Field) -> st.SearchStrategy[object]:
    """What could be written in a field, mostly of the shape that it takes."""
    known = st.sampled_from(
        [*field.known, "leeds", "phone", "in-person", "peer-support-group", "other", "closed", "free"]
    )
    text = st.one_of(known, TEXTS)
    if not field.parts:
        return st.one_of(text, st.lists(text, max_size=3), st.dictionaries(text, text, max_size=2))
    record = st.fixed_dictionaries({}, optional={part.name: _of(part) for part in field.parts})
    named = st.dictionaries(NAMES, record, max_size=2)
    return st.one_of(record, st.lists(record, max_size=2), named, text)


_VALUES = {
    **{field.name: _of(field) for field in FIELDS},
    "mood": TEXTS,
    "save_as": TEXTS,
    **{
        name: st.one_of(TEXTS, st.lists(TEXTS, max_size=2), st.dictionaries(NAMES, TEXTS, max_size=2))
        for name in ODD_NAMES
    },
}


def _raw(answers: dict[str, object]) -> str:
    """Answers as somebody writes them who never heard of quotes."""
    return "".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in answers.items()
    )


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    """A front matter of declared and other fields, written in one of many ways."""
    names = draw(st.lists(st.sampled_from(sorted(_VALUES)), max_size=6, unique=True))
    some = {name: draw(_VALUES[name]) for name in names}
    words = draw(TEXTS)
    way = draw(st.sampled_from(["ours", "yaml", "flow", "raw", "added"]))
    if way == "ours":
        return formatting.dump(some, words).encode("utf-8", "replace")
    if way == "added":
        return LISTING.replace("---\n", f"---\n{_raw(some)}", 1).encode("utf-8", "replace")
    front = _raw(some) if way == "raw" else yaml.safe_dump(some, allow_unicode=True, default_flow_style=way == "flow")
    return f"---\n{front}---\n\n{words}\n".encode("utf-8", "replace")


@st.composite
def faults(draw: st.DrawFn) -> bytes:
    """A known listing in which something was put in, cut out or doubled."""
    known = [
        *(TESTS.parent / "content" / "groups").glob("*.md"),
        *(TESTS / "examples").glob("*/*.md"),
        *SEEDS.glob("*.md"),
    ]
    raw = draw(st.sampled_from(sorted(known))).read_bytes()
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(start + draw(st.sampled_from([0, 0, 1, 5, 40, 400])), len(raw))
        put = draw(
            st.one_of(st.sampled_from(SIGNS).map(str.encode), st.binary(max_size=4), st.just(raw[start:end] * 2))
        )
        raw = raw[:start] + put + raw[end:]
    return raw


@st.composite
def words(draw: st.DrawFn) -> bytes:
    """A sound front matter above words made of Markdown's signs."""
    pieces = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=5)), max_size=40).map("".join)
    marks = st.text("<>&\"'`*_[]()!#-/: \nabjx=", max_size=120)
    return f"{FRONT}\n{draw(st.one_of(pieces, marks)) * draw(st.sampled_from([1, 1, 1, 20]))}\n".encode(
        "utf-8", "replace"
    )


KINDS: dict[str, st.SearchStrategy[bytes]] = {
    "bytes": st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: f"---\n{text}\n---\n{text}".encode())
    ),
    "faults": faults(),
    "answers": answers(),
    "words": words(),
}
