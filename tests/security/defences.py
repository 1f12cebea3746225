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


_WORDS = "tests/listing/test_prose.py::test_what_a_group_writes_comes_out_as_it_should"
_STOPPED = "tests/listing/test_prose.py::test_words_made_to_be_slow_or_large_are_stopped_and_leave_the_next_ones_right"
_HIDDEN = "tests/security/test_names.py::test_a_hidden_letter_is_refused_as_it_is_as_an_escape_and_as_an_entity"
_OWNERS = "tests/reviewing/test_owners.py::"
_QUESTIONS = "tests/reviewing/test_questions.py::"
_FLOWS = "tests/test_workflows.py::"
_LINKS = "tests/security/test_links.py::"
_BAD = "tests/listing/checking/test_examples.py::test_a_bad_listing_gets_exactly_the_report_beside_it"

# One row a threat, one line a defence.
# fmt: off
_ROWS = (
    _of("HTML or script in a group's own words", "Tags show as text; then nh3 lets 17 tags, and `href` and `title` of a link through, and nothing else",
        (f"{CORE}/listing/prose.py", 'for pattern in ("html", ', "for pattern in (", _WORDS),
        (f"{CORE}/listing/prose.py", "safe = _cleaner().clean(unsafe)", "safe = unsafe", _WORDS)),
    _of("`javascript:`, `data:` and relative links", "Only http, https, mailto and tel lead anywhere",
        (f"{CORE}/listing/web_links.py", ' or not LINK.fullmatch(f"{scheme}://{web[1]}")', "", f"{_LINKS}test_a_link_is_written_in_one_way_or_leads_nowhere"),
        (f"{CORE}/listing/prose.py", 'url_relative="deny"', 'url_relative="pass-through"', _WORDS)),
    _of("Markup in any other field", "Templates escape everything; data within a page can't end its script; scripts write text, never HTML",
        ("plugins/ourtables/site/pelican_defaults.py", '"autoescape": True', '"autoescape": False', "tests/security/test_payloads.py::test_a_whole_build_shows_markup_as_text"),
        (f"{CORE}/exports/linked.py", ".translate(_ESCAPED)", "", "tests/exports/test_linked.py::test_no_text_ends_the_script_that_it_stands_in"),
        ("theme/static/js/find/painting.js", 'status.textContent = "";', 'status.innerHTML = "";', "tests/security/test_threats.py::test_no_script_of_ours_turns_text_into_html")),
    _of("YAML bombs, aliases, tags, depth, size", "Refused while reading, before anything is built",
        (f"{CORE}/core/nodes.py", "        if anchor:\n", "        if False:\n", "tests/core/test_nodes.py::test_a_bomb_of_aliases_is_refused_without_being_built"),
        (f"{CORE}/core/nodes.py", "        if tag:\n", "        if False:\n", f"{_BAD}[tag.md]"),
        (f"{CORE}/core/nodes.py", 'elif key.text == "<<" and not key.quoted:', "elif False:", f"{_BAD}[merge-key.md]"),
        (f"{CORE}/core/nodes.py", "if depth > MOST_DEEP:", "if depth > 900:", "tests/core/test_nodes.py::test_depth_is_refused_before_it_can_overflow_anything"),
        (f"{CORE}/core/nodes.py", "if self.count > self.most_nodes:", "if False:", f"{_BAD}[too-many-values.md]"),
        (f"{CORE}/listing/source.py", "if len(raw) > MOST_BYTES:", "if False:", "tests/listing/test_source.py::test_a_file_of_ten_megabytes_is_refused_by_its_first_bytes")),
    _of("Characters that turn the order of letters around or have no shape; names that look like others", "Refused after decoding; mixed alphabets and doubles of a name go to a person",
        (f"{CORE}/listing/hidden_characters.py", '        ("direction-character", DIRECTION),\n', "", _HIDDEN),
        (f"{CORE}/listing/checking/cross_field.py", "hidden_characters(words.html)", 'hidden_characters("")', _HIDDEN),
        (f"{CORE}/core/confusables.py", ".translate(_LOOKS_LIKE)", "", f"{_QUESTIONS}test_a_look_alike_name_and_a_mixed_alphabet_are_asked_about"),
        (f"{CORE}/core/confusables.py", "if len(_alphabets(word)) > 1", "if False", f"{_QUESTIONS}test_a_look_alike_name_and_a_mixed_alphabet_are_asked_about")),
    _of("Paths that lead elsewhere, links, odd files, names that collide", "Only a regular file whose name is a slug, and not a reserved one, is opened",
        (f"{CORE}/listing/source.py", "if not stat.S_ISREG(mode):", "if False:", "tests/listing/test_source.py::test_a_link_a_pipe_a_folder_and_a_socket_are_named_and_never_opened"),
        (f"{CORE}/listing/checking/keepers_files.py", "if path.is_symlink() or", "if", "tests/listing/checking/test_keepers_files.py::test_nothing_takes_the_place_of_the_folder_of_listings"),
        (f"{CORE}/listing/source.py", "if not SLUG.fullmatch(slug) or", "if", "tests/security/test_names.py::test_a_file_of_any_other_name_is_no_listing"),
        (f"{CORE}/listing/source.py", "elif slug in RESERVED:", "elif False:", "tests/security/test_names.py::test_a_reserved_name_is_neither_an_address_nor_an_earlier_one"),
        (f"{CORE}/listing/checking/field_values.py", "elif value in RESERVED:", "elif False:", "tests/security/test_names.py::test_a_reserved_name_is_neither_an_address_nor_an_earlier_one")),
    _of("Words and answers made to be slow, or to grow", "A render is stopped after a second, a file after two and 256 MB; brackets and the page's size are counted",
        (f"{CORE}/listing/prose.py", "with bounded(seconds):", "if True:", _STOPPED),
        (f"{CORE}/listing/prose.py", 'if words.count("[") > MOST_BRACKETS:', "if False:", _STOPPED),
        (f"{CORE}/listing/prose.py", "if len(unsafe) > MOST_HTML:", "if False:", _STOPPED),
        (f"{CORE}/listing/prose.py", "_converter.cache_clear()", "pass", _STOPPED),
        (f"{CORE}/listing/checking/__init__.py", "with bounded(SECONDS):", "if True:", "tests/core/test_bounds.py::test_a_file_that_takes_too_long_is_refused_in_a_sentence"),
        (f"{CORE}/core/bounds.py", "with _memory(), _time(seconds):", "with _time(seconds):", "tests/core/test_bounds.py::test_memory_beyond_the_bound_is_refused_and_free_again_afterwards")),
    _of("Taking over or renaming another group's file", "Owners are read from the base branch, never from the pull request; anybody else's change goes to a person",
        (f"{CORE}/reviewing/git.py", '"--full-tree", self.trusted,', '"--full-tree", "HEAD",', f"{_OWNERS}test_who_names_himself_an_owner_in_the_same_change_is_none"),
        (f"{CORE}/reviewing/owners.py", "author not in owner.ids", "False", f"{_OWNERS}test_anybody_elses_change_goes_to_a_person"),
        (f"{CORE}/reviewing/bot/owners_merging.py", "if _notes(new) - _notes(old) or _comments(after) - _comments(before):", "if False:", "tests/reviewing/test_owners_merging.py::test_anything_else_goes_to_people"),
        (f"{CORE}/reviewing/bot/keepers_commands.py", "    if facts.permission not in KEEPERS:\n", "    if False:\n", "tests/test_desk_workflow.py::test_nobody_without_the_right_to_write_commands_anything")),
    _of("A pull request that edits the checker", "Any file but a listing needs a person; nothing of a pull request is run with rights",
        (f"{CORE}/reviewing/owners.py", "    if elsewhere:\n", "    if False:\n", f"{_OWNERS}test_an_owners_change_beside_any_other_file_goes_to_people"),
        (f"{CORE}/reviewing/bot/merging.py", "    if review.others or review.left_out:\n", "    if False:\n", "tests/test_desk_workflow.py::test_what_may_be_merged_by_a_word"),
        (".github/workflows/check.yml", "  pull_request:\n", "  pull_request_target:\n", f"{_FLOWS}test_no_workflow_gives_a_stranger_the_repositorys_rights")),
    _of("Commands to a forge's machine in logs and summaries", "A stranger's text is quoted: `::`, `%`, line ends, mentions and marks do nothing",
        (f"{CORE}/core/quoting.py", "return _SIGNS.sub(lambda found: found[0] + _APART, \" \".join(shown.split()))", 'return " ".join(shown.split())', "tests/reviewing/test_review_reports.py::test_hostile_words_come_out_as_words"),
        (f"{CORE}/core/problems.py", "place = one_line(self.path, MOST_OF_A_PATH)", "place = self.path", "tests/reviewing/test_hostile_git.py::test_a_clone_of_hostile_trees_is_checked_and_built_without_them"),
        (f"{CORE}/reviewing/git.py", '            "--ignore-submodules=none",\n', "", "tests/reviewing/test_hostile_git.py::test_a_review_of_hostile_trees_quotes_their_names_and_runs_nothing"),
        (f"{CORE}/reviewing/git.py", '_GREPPED = re.compile(r"([^\\0]*)', '_GREPPED = re.compile(r"([^\\0\\n]*)', "tests/reviewing/test_hostile_git.py::test_names_of_listings_are_read_past_hostile_names_of_files")),
    _of("Formulas in tables, markup in feeds", "A cell that a spreadsheet would calculate is prefixed; a feed's words are text",
        (f"{CORE}/exports/csv_tables.py", "return f\"'{text}\" if _FORMULA.match(text) else text", "return text", "tests/exports/test_tables.py::test_a_cell_begins_with_no_sign_of_a_formula_and_comes_back_as_it_was"),
        (f"{CORE}/exports/feeds.py", "<p>{escape(str(part))}</p>", "<p>{part}</p>", "tests/exports/test_feeds.py::test_a_groups_words_are_text_in_a_feed")),
    _of("The link check asks machines inside", "Private, loopback, link-local and clouds' own addresses are refused at every redirect",
        (f"{CORE}/linking/request.py", "return port in PORTS and guard.is_public(address)", "return True", "tests/linking/test_request.py::test_without_a_tests_leave_this_machine_is_never_asked"),
        (f"{CORE}/linking/request.py", " or parts.username is not None", "", "tests/linking/test_request.py::test_a_redirect_with_somebody_s_name_in_it_is_not_followed"),
        (f"{CORE}/linking/guard.py", "not address.is_global or ", "", "tests/linking/test_request.py::test_a_number_that_isnt_public_is_known_as_such")),
    _of("Personal data", "Warned of before it is public; a group taken out leaves a hash, and stays out",
        (f"{CORE}/listing/checking/cross_field.py", "_words, _personal):", "_words):", f"{_BAD}[personal-in-words.md]"),
        (f"{CORE}/listing/checking/__init__.py", "context.registers.is_retired(read.slug)", "False", "tests/settings/test_maintainers.py::test_a_retired_group_leaves_only_a_salted_hash_that_keeps_its_address"),
        (f"{CORE}/listing/checking/field_values.py", "elif reading.context.registers.is_retired(value):", "elif False:", f"{_BAD}[alias-retired.md]"),
        (f"{CORE}/exports/points.py", "place = told(place, self._directory.settings)", "pass", "tests/exports/test_maps.py::test_a_point_is_no_finer_than_what_is_told_of_its_place")),
    _of("A group that isn't what it says; a link swapped later", "A new listing and a new web domain need two people; a listing is off the site with one command",
        (f"{CORE}/reviewing/owners.py", "    if one.added:\n        return 2,", "    if one.added:\n        return 0,", f"{_OWNERS}test_a_new_listing_needs_two_people_and_a_removal_one"),
        (f"{CORE}/reviewing/owners.py", "    if one.new_domains:\n", "    if False:\n", f"{_OWNERS}test_what_an_owner_may_change_alone"),
        (f"{CORE}/directory/loading.py", "if group.slug in context.registers.unlisted:", "if False:", "tests/settings/test_maintainers.py::test_an_unlisted_group_is_left_out_and_said_to_be_and_its_file_stays")),
    _of("Days, keys and marks that break what is made of them; a fault of ours with one listing", "Bounded in the checker and the form; what fails all the same is logged, and stays with its group",
        (f"{CORE}/listing/checking/field_values.py", "if not FIRST_DAY <= value <= last:", "if False:", f"{_BAD}[date-range.md]"),
        (f"{CORE}/listing/checking/records.py", "if not PLACE_KEY.fullmatch(key) or", "if", f"{_BAD}[place-key.md]"),
        (f"{CORE}/listing/checking/records.py", "not PRIVATE_PLACE_KEY.fullmatch(key.text)", "False", f"{_BAD}[place-key-private.md]"),
        (f"{CORE}/listing/formatting.py", "        if is_private and not", "        if False and not", "tests/listing/test_formatting.py::test_a_private_place_is_published_with_a_key_that_says_nothing"),
        (f"{CORE}/core/nodes.py", "return name if _LIKE_A_FIELD.fullmatch(name) else HIDDEN", "return name", "tests/listing/test_source.py::test_a_report_repeats_neither_a_number_nor_a_name_that_is_no_field_s"),
        (f"{CORE}/listing/checking/field_values.py", "if value and not can_be_seen(value):", "if False:", f"{_BAD}[nothing-to-see.md]"),
        (f"{CORE}/core/boundary.py", "        blamed = () if fails(()) else to_blame(items, fails)\n", "        blamed = ()\n", "tests/security/test_extremes.py::test_a_fault_of_ours_stops_a_build_or_stays_with_its_group"),
        (f"{CORE}/listing/checking/__init__.py", "        report(FAULT_OF_OURS)\n", "        raise\n", "tests/security/test_extremes.py::test_a_fault_of_ours_leaves_the_others_in_every_output"),
        (f"{CORE}/reviewing/review.py", "                unmade.append(self._slug(change))", "                raise", "tests/security/test_extremes.py::test_a_fault_of_ours_leaves_the_others_in_a_review"),
        (f"{CORE}/intake/sheets/data_files.py", "            outcome.unmade.append(number)", "            raise", "tests/security/test_extremes.py::test_a_fault_of_ours_leaves_the_others_in_an_import"),
        (f"{CORE}/core/boundary.py", "            left_out.append(one)\n", "            raise\n", "tests/security/test_extremes.py::test_a_fault_of_ours_with_a_listing_leaves_the_others_for_a_mail"),
        (f"{CORE}/cli/receive.py", "        log_fault(str(file))\n        raise FaultOfOurs", "        raise\n        raise FaultOfOurs", "tests/security/test_extremes.py::test_a_fault_of_ours_with_a_mail_is_named_and_leaves_nothing_behind")),
    _of("Taking over the printed address of another group", "An address stays with whoever had it first, as git remembers; where that isn't known it leads to neither; a review compares with every address of the base",
        (f"{CORE}/listing/checking/between_files.py", "first = min(known) if len(known) == len(everybody) else None", "first = None", "tests/reviewing/test_addresses.py::test_only_the_newcomer_that_claims_an_address_stays_out"),
        (f"{CORE}/directory/directory.py", "and claimed[alias] == 1", "", "tests/reviewing/test_addresses.py::test_an_address_that_two_claim_leads_to_neither_and_stops_neither"),
        (f"{CORE}/reviewing/review.py", " or bool(taken)),", "),", "tests/reviewing/test_addresses.py::test_a_newcomer_that_claims_a_printed_address_is_asked_about_and_stopped"),
        (f"{CORE}/listing/checking/first_claims.py", 'f":(literal){path.name}"', 'f"./{path.name}"', "tests/reviewing/test_addresses.py::test_a_file_name_with_signs_of_a_pattern_asks_about_no_other_file")),
    _of("Mails made to be slow, and mails that say what only a keeper knows", "Reading has 5 seconds; the sender's name goes nowhere; a mail neither confirms nor agrees",
        (f"{CORE}/intake/mail/receive.py", "with bounded(SECONDS):", "if True:", "tests/intake/mail/test_receive.py::test_a_mail_made_to_be_slow_or_odd_is_read_or_refused_in_a_sentence[13]"),
        (f"{CORE}/intake/mail/sender.py", "return self._without_parts(text)", "return text", "tests/intake/mail/test_receive.py::test_the_senders_name_goes_nowhere_however_it_is_written"),
        (f"{CORE}/intake/mail/receive.py", "if better in KEEPERS and not from_group:", "if False:", "tests/intake/mail/test_receive.py::test_a_mail_confirms_nothing_and_agrees_to_nothing")),
    _of("Links written to be overlooked, a listing of very many, a memory that somebody else wrote", "Each link is written in one way or leads nowhere; listings take turns; known words only are remembered",
        (f"{CORE}/listing/prose.py", "link = canonical(value)", "link = value", f"{_LINKS}test_a_link_that_leads_nowhere_has_no_address_and_is_reported"),
        (f"{CORE}/listing/web_links.py", " or not _is_public(web[1]):", ":", f"{_LINKS}test_a_link_is_written_in_one_way_or_leads_nowhere"),
        (f"{CORE}/listing/checking/cross_field.py", "if leads_elsewhere(said, address):", "if False:", f"{_LINKS}test_a_link_whose_words_name_another_place_is_warned_of"),
        (f"{CORE}/linking/link_check.py", "[:MOST_LINKS]", "", f"{_LINKS}test_listings_take_turns_and_none_has_more_than_its_share"),
        (f"{CORE}/linking/judging.py", '_WHY.fullmatch(texts["why"])', "True", f"{_LINKS}test_a_memory_that_somebody_else_wrote_says_nothing_of_its_own"),
        (f"{CORE}/linking/guard.py", "if any(address in network for network in _SPECIAL):", "if False:", f"{_LINKS}test_ranges_set_apart_are_never_asked")),
    _of("Personal data typed around the checks", "Signs, codes, joiners, words for digits and lines between are undone before anything is looked for, in the browser too",
        (f"{CORE}/core/typed_forms.py", 'if not text.isascii() or "&" in text:', "if False:", "tests/form/test_agreement.py::test_a_written_case_says_the_same_in_both"),
        (f"{CORE}/core/typed_numbers.py", "text = _LETTERS.sub(_digits_for, text)", "pass", "tests/security/test_typed_around.py::test_it_is_warned_of_in_the_words_and_in_any_answer"),
        (f"{CORE}/listing/checking/personal.py", "spelt = typed_forms.mailboxes_meant(unmarked, context.settings.personal_mail)", "pass", "tests/security/test_typed_around.py::test_it_is_warned_of_in_the_words_and_in_any_answer")),
    _of("Another site reads the preview on somebody's own machine", "Only this machine's own hosts and origins are answered",
        (f"{CORE}/cli/pages_server.py", 'if self.headers.get("Host", "").lower() in hosts and', "if", "tests/cli/test_serve.py::test_only_this_machine_s_own_hosts_and_origins_are_answered"),
        (f"{CORE}/cli/pages_server.py", ' and self.headers.get("Origin") in {None, *origins}:', ":", "tests/cli/test_serve.py::test_only_this_machine_s_own_hosts_and_origins_are_answered")),
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
