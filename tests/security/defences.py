"""Where each threat is met, and the test that fails when the defence is taken out.

`python -m tests.security.defences` writes the table in docs/security.md. The numbers of rows stay: people refer to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..conftest import TESTS

ROOT = TESTS.parent
PAGE = ROOT / "docs" / "security.md"
TABLE = re.compile(r"\| # \| threat \|.*?\n\n", re.DOTALL)
CORE = "plugins/ourtables"


@dataclass(frozen=True, slots=True)
class Defence:
    """One defence: the file it stands in, its words there, what taking it out leaves, and the test that then fails."""

    file: str
    words: str
    without: str
    test: str

    @property
    def at(self) -> str:
        """The file and the test as the table names them."""
        return f"`{self.file}` ([{self.test.partition('::')[0].removeprefix('tests/')}](../{self.test.partition('::')[0]}))"


@dataclass(frozen=True, slots=True)
class Threat:
    """One row: the threat, what is done about it, and each place where it is done."""

    number: int
    threat: str
    answer: str
    defences: tuple[Defence, ...]


def _of(threat: str, answer: str, *defences: tuple[str, str, str, str]) -> tuple[str, str, tuple[Defence, ...]]:
    return threat, answer, tuple(Defence(*defence) for defence in defences)


_WORDS = "tests/test_prose.py::test_what_a_group_writes_comes_out_as_it_should"
_STOPPED = "tests/test_prose.py::test_words_made_to_be_slow_or_large_are_stopped_and_leave_the_next_ones_right"
_HIDDEN = "tests/security/test_names.py::test_a_hidden_letter_is_refused_as_it_is_as_an_escape_and_as_an_entity"
_OWNERS = "tests/reviewing/test_owners.py::"
_QUESTIONS = "tests/reviewing/test_questions.py::"
_FLOWS = "tests/test_workflows.py::"
_BAD = "tests/checking/test_examples.py::test_a_bad_listing_gets_exactly_the_report_beside_it"

# One row a threat, one line a defence.
# fmt: off
_ROWS = (
    _of("HTML or script in a group's own words", "Tags show as text; then nh3 lets 17 tags, and `href` and `title` of a link through, and nothing else",
        (f"{CORE}/prose.py", 'for pattern in ("html", ', "for pattern in (", _WORDS),
        (f"{CORE}/prose.py", "safe = _cleaner().clean(unsafe)", "safe = unsafe", _WORDS)),
    _of("`javascript:`, `data:` and relative links", "Only http, https, mailto and tel lead anywhere",
        (f"{CORE}/prose.py", 'SCHEMES = {"http", ', 'SCHEMES = {"javascript", "http", ', _WORDS),
        (f"{CORE}/prose.py", 'url_relative="deny"', 'url_relative="pass-through"', _WORDS)),
    _of("Markup in any other field", "Templates escape everything; data within a page can't end its script; scripts write text, never HTML",
        ("pelicanconf.py", '"autoescape": True', '"autoescape": False', "tests/security/test_payloads.py::test_a_whole_build_shows_markup_as_text"),
        (f"{CORE}/exports/linked.py", ".translate(_ESCAPED)", "", "tests/exports/test_linked.py::test_no_text_ends_the_script_that_it_stands_in"),
        ("theme/static/js/find.js", 'status.textContent = "";', 'status.innerHTML = "";', "tests/security/test_threats.py::test_no_script_of_ours_turns_text_into_html")),
    _of("YAML bombs, aliases, tags, depth, size", "Refused while reading, before anything is built",
        (f"{CORE}/nodes.py", "        if anchor:\n", "        if False:\n", "tests/test_nodes.py::test_a_bomb_of_aliases_is_refused_without_being_built"),
        (f"{CORE}/nodes.py", "        if tag:\n", "        if False:\n", f"{_BAD}[tag.md]"),
        (f"{CORE}/nodes.py", "if depth > MOST_DEEP:", "if depth > 900:", "tests/test_nodes.py::test_depth_is_refused_before_it_can_overflow_anything"),
        (f"{CORE}/nodes.py", "if self.count > self.most_nodes:", "if False:", f"{_BAD}[too-many-values.md]"),
        (f"{CORE}/source.py", "if len(raw) > MOST_BYTES:", "if False:", "tests/test_source.py::test_a_file_of_ten_megabytes_is_refused_by_its_first_bytes")),
    _of("Characters that turn the order of letters around or have no shape; names that look like others", "Refused after decoding; mixed alphabets and doubles of a name go to a person",
        (f"{CORE}/source.py", ', ("direction-character", DIRECTION)', "", _HIDDEN),
        (f"{CORE}/checking/sense.py", "hidden_characters(words.html)", 'hidden_characters("")', _HIDDEN),
        (f"{CORE}/alike.py", ".translate(_LOOKS_LIKE)", "", f"{_QUESTIONS}test_a_look_alike_name_and_a_mixed_alphabet_are_asked_about"),
        (f"{CORE}/alike.py", "if len(_alphabets(word)) > 1", "if False", f"{_QUESTIONS}test_a_look_alike_name_and_a_mixed_alphabet_are_asked_about")),
    _of("Paths that lead elsewhere, links, odd files, names that collide", "Only a regular file whose name is a slug, and not a reserved one, is opened",
        (f"{CORE}/source.py", "if not stat.S_ISREG(mode):", "if False:", "tests/test_source.py::test_a_link_a_pipe_a_folder_and_a_socket_are_named_and_never_opened"),
        (f"{CORE}/source.py", "if not SLUG.fullmatch(slug) or", "if", "tests/security/test_names.py::test_a_file_of_any_other_name_is_no_listing"),
        (f"{CORE}/source.py", "elif slug in RESERVED:", "elif False:", "tests/security/test_names.py::test_a_reserved_name_is_neither_an_address_nor_an_earlier_one"),
        (f"{CORE}/checking/values.py", "elif value in RESERVED:", "elif False:", "tests/security/test_names.py::test_a_reserved_name_is_neither_an_address_nor_an_earlier_one")),
    _of("Words and answers made to be slow, or to grow", "A render is stopped after a second, a file after two and 256 MB; brackets and the page's size are counted",
        (f"{CORE}/prose.py", "with bounded(SECONDS):", "if True:", _STOPPED),
        (f"{CORE}/prose.py", 'if words.count("[") > MOST_BRACKETS:', "if False:", _STOPPED),
        (f"{CORE}/prose.py", "if len(unsafe) > MOST_HTML:", "if False:", _STOPPED),
        (f"{CORE}/prose.py", "_converter.cache_clear()", "pass", _STOPPED),
        (f"{CORE}/checking/__init__.py", "with bounded(SECONDS):", "if True:", "tests/test_bounds.py::test_a_file_that_takes_too_long_is_refused_in_a_sentence"),
        (f"{CORE}/bounds.py", "with _memory(), _time(seconds):", "with _time(seconds):", "tests/test_bounds.py::test_memory_beyond_the_bound_is_refused_and_free_again_afterwards")),
    _of("Taking over or renaming another group's file", "Owners are read from the base branch, never from the pull request; anybody else's change goes to a person",
        (f"{CORE}/reviewing/git.py", '"--full-tree", self.trusted,', '"--full-tree", "HEAD",', f"{_OWNERS}test_who_names_himself_an_owner_in_the_same_change_is_none"),
        (f"{CORE}/reviewing/owners.py", "author not in owner.ids", "False", f"{_OWNERS}test_anybody_elses_change_goes_to_a_person")),
    _of("A pull request that edits the checker", "Any file but a listing needs a person; nothing of a pull request is run with rights",
        (f"{CORE}/reviewing/owners.py", "    if elsewhere:\n", "    if False:\n", f"{_OWNERS}test_an_owners_change_beside_any_other_file_goes_to_people"),
        (".github/workflows/check.yml", "  pull_request:\n", "  pull_request_target:\n", f"{_FLOWS}test_no_workflow_gives_a_stranger_the_repositorys_rights")),
    _of("Commands to a forge's machine in logs and summaries", "A stranger's text is quoted: `::`, `%`, line ends, mentions and marks do nothing",
        (f"{CORE}/quoting.py", "return _SIGNS.sub(lambda found: found[0] + _APART, \" \".join(shown.split()))", 'return " ".join(shown.split())', "tests/reviewing/test_reports.py::test_hostile_words_come_out_as_words")),
    _of("Formulas in tables, markup in feeds", "A cell that a spreadsheet would calculate is prefixed; a feed's words are text",
        (f"{CORE}/exports/tables.py", "return f\"'{text}\" if _FORMULA.match(text) else text", "return text", "tests/exports/test_tables.py::test_a_cell_begins_with_no_sign_of_a_formula_and_comes_back_as_it_was"),
        (f"{CORE}/exports/feeds.py", "<p>{escape(part)}</p>", "<p>{part}</p>", "tests/exports/test_feeds.py::test_a_groups_words_are_text_in_a_feed")),
    _of("The link check asks machines inside", "Private, loopback, link-local and clouds' own addresses are refused at every redirect",
        (f"{CORE}/linking/asking.py", "return port in PORTS and guard.is_public(address)", "return True", "tests/linking/test_asking.py::test_without_a_tests_leave_this_machine_is_never_asked"),
        (f"{CORE}/linking/guard.py", "not address.is_global or ", "", "tests/linking/test_asking.py::test_a_number_that_isnt_public_is_known_as_such")),
    _of("Personal data", "Warned of before it is public; a group taken out leaves a hash, and stays out",
        (f"{CORE}/checking/sense.py", "_words, _personal):", "_words):", f"{_BAD}[personal-in-words.md]"),
        (f"{CORE}/checking/__init__.py", "context.registers.is_retired(read.slug)", "False", "tests/test_maintainers.py::test_a_retired_group_leaves_only_a_salted_hash_that_keeps_its_address"),
        (f"{CORE}/checking/values.py", "elif reading.context.registers.is_retired(value):", "elif False:", f"{_BAD}[alias-retired.md]")),
    _of("A group that isn't what it says; a link swapped later", "A new listing and a new web domain need two people; a listing is off the site with one command",
        (f"{CORE}/reviewing/owners.py", "    if one.added:\n        return 2,", "    if one.added:\n        return 0,", f"{_OWNERS}test_a_new_listing_needs_two_people_and_a_removal_one"),
        (f"{CORE}/reviewing/owners.py", "    if one.new_domains:\n", "    if False:\n", f"{_OWNERS}test_what_an_owner_may_change_alone"),
        (f"{CORE}/directory.py", "if group.slug in context.registers.unlisted:", "if False:", "tests/test_maintainers.py::test_an_unlisted_group_is_left_out_and_said_to_be_and_its_file_stays")),
)
# fmt: on

THREATS = tuple(Threat(number, *row) for number, row in enumerate(_ROWS, 1))


def table() -> str:
    """The table of docs/security.md."""
    return "\n".join(
        [
            "| # | threat | what is done | where, and the test that fails without it |",
            "|---|---|---|---|",
            *_lines(),
            "",
            "",
        ]
    )


def _lines() -> Iterator[str]:
    for one in THREATS:
        places = "<br>".join(dict.fromkeys(defence.at for defence in one.defences))
        yield f"| {one.number} | {one.threat} | {one.answer} | {places} |"


if __name__ == "__main__":
    PAGE.write_text(TABLE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8"), count=1), encoding="utf-8")
