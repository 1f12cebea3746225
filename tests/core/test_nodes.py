"""YAML is read as strings only, with a line for every value, and nothing in it can grow or raise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ourtables.core import nodes
from ourtables.core.problems import Reporter


def parse(text: str) -> tuple[nodes.Node | None, list[str]]:
    report = Reporter("x.md")
    return nodes.parse(text, report), [problem.code for problem in report.problems]


@pytest.mark.parametrize("text", ["18:30", "0123456", "NO", "on", "2026-10-05", "1e3", "0x1F", "~", "null", "1_000"])
def test_nothing_yaml_would_guess_at_is_anything_but_text(text: str) -> None:
    root, _ = parse(f"a: {text}")
    assert isinstance(root, nodes.Mapping)
    value = root.entries["a"]
    assert isinstance(value, nodes.Scalar)
    assert value.text == text


def test_every_value_knows_its_line_and_column_in_the_file() -> None:
    report = Reporter("x.md")
    root = nodes.parse("a: 1\nb:\n  - c: 2\n", report, first_line=2)
    assert isinstance(root, nodes.Mapping)
    inner = root.entries["b"]
    assert isinstance(inner, nodes.Sequence)
    item = inner.items[0]
    assert isinstance(item, nodes.Mapping)
    assert (item.entries["c"].line, item.entries["c"].column) == (4, 8)


def test_a_value_left_out_is_not_an_empty_text() -> None:
    root, _ = parse('a:\nb: ""\n')
    assert isinstance(root, nodes.Mapping)
    assert root.entries["a"].left_out
    assert not root.entries["b"].left_out


def test_a_bomb_of_aliases_is_refused_without_being_built() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    ]
    _, codes = parse("\n".join(rows))
    assert set(codes) == {"anchor"}
    assert len(codes) == 8 + 7 * 9


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{b: " * 5000, "- " * 5000 + "x"])
def test_depth_is_refused_before_it_can_overflow_anything(text: str) -> None:
    root, codes = parse(text)
    assert root is None
    assert codes == ["too-deep"]


def test_a_comment_is_no_lost_text_but_a_bare_number_sign_is() -> None:
    assert parse("a: Flat 2 # the blue door\n")[1] == []
    assert parse("a: Flat 2 #5\n")[1] == ["hash-in-value"]
    assert parse('a: "Flat 2 #5"\n')[1] == []


@given(st.text(max_size=300))
def test_any_text_is_read_or_reported_and_never_raises(text: str) -> None:
    root, codes = parse(text)
    assert root is not None or codes or not text.strip() or text.strip().startswith(("#", "%", "-", "."))


@settings(deadline=None)
@given(
    st.recursive(st.text("ab:#-&*!%@` \n\"'{}[],", max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=8)
)
def test_what_json_quotes_comes_back_as_it_was(value: object) -> None:
    import json

    root, codes = parse("a: " + json.dumps(value, ensure_ascii=False))
    if not codes:
        assert isinstance(root, nodes.Mapping)
        assert plain(root.entries["a"]) == value


def plain(node: nodes.Node) -> object:
    if isinstance(node, nodes.Scalar):
        return node.text
    assert isinstance(node, nodes.Sequence)
    return [plain(item) for item in node.items]
