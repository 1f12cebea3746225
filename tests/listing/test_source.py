"""Only a regular, small text file with a good name is read as a listing; whatever else it is, a sentence says so."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from ourtables.core.problems import Reporter
from ourtables.listing import checking, source
from ourtables.listing.checking import Checked, Context
from tests.conftest import LISTING


def codes(path: Path) -> list[str]:
    report = Reporter(str(path))
    source.read(path, report)
    return [problem.code for problem in report.problems]


def test_a_link_a_pipe_a_folder_and_a_socket_are_named_and_never_opened(tmp_path: Path) -> None:
    (tmp_path / "target.md").write_text(LISTING)
    (tmp_path / "link.md").symlink_to(tmp_path / "target.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.md"))
        assert [codes(tmp_path / f"{name}.md") for name in ("link", "pipe", "folder", "s")] == [["not-a-file"]] * 4


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kettle.md"
    path.write_text(LISTING)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert codes(path) == ["unreadable"]


def test_a_file_of_ten_megabytes_is_refused_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "kettle.md"
    path.write_bytes(LISTING.encode() + b"x" * 10_000_000)
    assert codes(path) == ["too-big"]


@pytest.mark.parametrize("change", ["\r\n", "\r"])
def test_line_ends_of_any_system_read_the_same(tmp_path: Path, change: str, context: Context) -> None:
    path = tmp_path / "kettle.md"
    path.write_bytes(b"\xef\xbb\xbf" + LISTING.replace("\n", change).encode())
    checked = checking.check_file(path, context)
    assert checked.problems == ()
    assert checked.group is not None
    assert checked.group.name == "Example Kettle"


def test_letters_that_scripts_need_stay(tmp_path: Path, context: Context) -> None:
    path = tmp_path / "kettle.md"
    words = "می‌نشینیم 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍👧 \u200fاردو\u200e ŵ"
    path.write_text(LISTING.replace("Example Kettle", words), encoding="utf-8")
    checked = checking.check_file(path, context)
    assert checked.problems == ()
    assert checked.group is not None
    assert checked.group.name == words


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Leeds Kettle", "leeds-kettle"),
        ("Bwrdd y Gegin – Tŷ Ni", "bwrdd-y-gegin-ty-ni"),
        ("Women's Café & Garden", "womens-cafe-and-garden"),
        ("دسترخوان", ""),
        ("a" * 70, "a" * 60),
        ("twelve letters " * 8, "twelve-letters-twelve-letters-twelve-letters-twelve-letters"),
    ],
)
def test_a_slug_is_made_from_any_name(name: str, slug: str) -> None:
    assert source.slug_from(name) == slug


@pytest.mark.parametrize("name", ["index", "page", "con", "com1", "404", "booklet"])
def test_reserved_names_are_kept_for_the_site_and_for_windows(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.md"
    path.write_text(LISTING)
    assert codes(path) == ["slug-reserved"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("07700 900123: x", "unknown-field"),
        ("kate at qzx.example: x", "unknown-field"),
        ("qzx1: x\nqzx1: y", "duplicate-key"),
        ("summary: Ring Kate #07700900123", "hash-in-value"),
        ("summary: Kate: 07700 900123", "colon-in-value"),
        ("summary: @qzx at qzx.example", "starts-with-sign"),
        ("summary: `qzx(at)qzx.example`", "starts-with-sign"),
        ("places:\n  qzx-street:x\n  y: z", "no-space-after-colon"),
        ("places:\n  qzx-street: Kate: x", "colon-in-value"),
        ("places:\n  qzx: {town: x}\n  qzx: {town: y}", "duplicate-key"),
        ("places:\n  qzx:\n    town: *qzx", "anchor"),
        ("places:\n  qzx:\n    town: !qzx x", "tag"),
        ("qzx 1: &07700900123 x", "anchor"),
        ("meetings:\n  - qzx: x", "unknown-field"),
        ("networks:\n  - qzx: x", "unknown-field"),
        ("ties:\n  qzx: x", "unknown-field"),
        ("gates:\n  12 qzx street: yes", "unknown-word"),
    ],
)
def test_a_report_repeats_neither_a_number_nor_a_name_that_is_no_field_s(
    check: Callable[..., Checked], line: str, code: str
) -> None:
    found = [one for one in check(LISTING, ("---\n", f"---\n{line}\n")).problems if one.code == code]
    assert found
    told = " ".join(f"{one.field} {one.message} {one.hint}" for one in found).lower()
    assert "qzx" not in told
    assert "900123" not in told
