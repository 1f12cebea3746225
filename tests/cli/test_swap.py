"""The site in use is exchanged whole, and nothing is left beside it."""

import multiprocessing
import time
from pathlib import Path

import pytest

from ourtables.cli import swap
from ourtables.cli.swap import MARKER, Workshop, workshop
from ourtables.core.errors import NotOurs

# Seconds after which what never comes fails.
PATIENCE = 120


def nobody_waits() -> None:
    raise AssertionError("there is no other build")


def put_site(folder: Path, words: str) -> None:
    folder.mkdir(parents=True)
    (folder / MARKER).write_bytes(b"")
    (folder / "index.html").write_text(words, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def words(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


@pytest.fixture(params=["exchange", "two renames"])
def output(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a site goes, on a system that can exchange two folders in one step and on one that can't."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    elif not swap.exchange(*(swap_folder(tmp_path, name) for name in ("one", "two"))):
        pytest.skip("this system can't exchange two folders in one step")
    return tmp_path / "public" / "output"


def swap_folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def test_the_first_site_comes_where_none_was(output: Path) -> None:
    with workshop(output, nobody_waits) as place:
        put_site(place.new, "first")
        place.swap()
    assert words(output) == "first" and names(output.parent) == ["output"]


def test_a_new_site_takes_the_place_of_the_old_one(output: Path) -> None:
    put_site(output, "old")
    output.chmod(0o711)
    with workshop(output, nobody_waits) as place:
        put_site(place.new, "new")
        assert words(output) == "old"
        place.swap()
    assert words(output) == "new" and names(output.parent) == ["output"]
    assert output.stat().st_mode & 0o777 == 0o711


def test_a_build_that_fails_leaves_the_old_site_and_nothing_else(output: Path) -> None:
    put_site(output, "old")
    with pytest.raises(RuntimeError), workshop(output, nobody_waits) as place:
        put_site(place.new, "half")
        raise RuntimeError
    assert words(output) == "old" and names(output.parent) == ["output"]


def test_what_a_killed_build_left_is_cleared_by_the_next(output: Path) -> None:
    put_site(output, "old")
    put_site(output.parent / ".output.ourtables" / "new", "half")
    with workshop(output, nobody_waits) as place:
        assert not place.new.exists()
    assert words(output) == "old" and names(output.parent) == ["output"]


def test_a_build_killed_between_two_renames_gives_the_old_site_back(output: Path) -> None:
    aside = output.parent / ".output.ourtables"
    put_site(aside / "old", "old")
    put_site(aside / "new", "new")
    with workshop(output, nobody_waits):
        assert words(output) == "old"
    assert names(output.parent) == ["output"]


def test_a_link_to_the_output_stays_and_leads_to_the_new_site(output: Path) -> None:
    put_site(output, "old")
    link = output.parent / "current"
    link.symlink_to("output")
    with workshop(link, nobody_waits) as place:
        put_site(place.new, "new")
        place.swap()
    assert link.is_symlink() and words(link) == "new"


def test_a_folder_of_somebody_s_own_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(NotOurs, match="didn't make"), workshop(tmp_path / "output", nobody_waits):
        pass
    assert names(tmp_path) == ["output"] and names(tmp_path / "output") == ["letter.txt"]


def test_a_file_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("Dear all", encoding="utf-8")
    with pytest.raises(NotOurs, match="not a folder"), workshop(tmp_path / "output", nobody_waits):
        pass
    assert names(tmp_path) == ["output"]


def test_what_came_to_stand_there_during_the_build_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with pytest.raises(NotOurs), workshop(output, nobody_waits) as place:
        put_site(place.new, "new")
        output.mkdir()
        (output / "letter.txt").write_text("Dear all", encoding="utf-8")
        place.swap()
    assert names(output) == ["letter.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    with workshop(tmp_path / "output", nobody_waits) as place:
        put_site(place.new, "new")
        place.swap()
    assert words(tmp_path / "output") == "new"


def test_folders_without_permission_are_cleared_too(tmp_path: Path) -> None:
    put_site(tmp_path / "output", "old")
    shut = tmp_path / ".output.ourtables" / "new" / "shut"
    shut.mkdir(parents=True)
    (shut / "page.html").write_bytes(b"")
    shut.chmod(0)
    with workshop(tmp_path / "output", nobody_waits):
        pass
    assert names(tmp_path) == ["output"]


def _build(output: Path, name: str) -> None:
    def waits() -> None:
        (output.parent / f"{name}.waited").write_bytes(b"")

    with workshop(output, waits) as place:
        _once_alone(place, name)


def _once_alone(place: Workshop, name: str) -> None:
    put_site(place.new, name)
    end = time.monotonic() + PATIENCE
    # The first holds its place until another has come to it.
    while time.monotonic() < end and not list(place.output.parent.glob("*.waited")):
        time.sleep(0.02)
    assert words(place.new) == name
    place.swap()


def test_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    builds = [context.Process(target=_build, args=(tmp_path / "output", name)) for name in ("one", "two", "three")]
    for build in builds:
        build.start()
    for build in builds:
        build.join(3 * PATIENCE)
    assert [build.exitcode for build in builds] == [0, 0, 0]
    assert words(tmp_path / "output") in ("one", "two", "three")
    left = [name for name in names(tmp_path) if not name.endswith(".waited")]
    assert left == ["output"] and len(names(tmp_path)) > 1


def test_the_lock_goes_when_nothing_else_is_left_of_a_build_that_another_could_trip_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[list[str]] = []
    clear = swap._clear

    def cleared(folder: Path) -> None:
        clear(folder)
        left.append(names(folder))

    monkeypatch.setattr(swap, "_clear", cleared)
    with workshop(tmp_path / "output", nobody_waits) as place:
        put_site(place.new, "half")
    assert left == [["lock"], ["lock"]]
    assert names(tmp_path) == []


def test_a_build_leaves_its_folder_to_one_that_has_come_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def another(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok)
        if path.name == "lock":
            path.write_bytes(b"another's")

    monkeypatch.setattr(Path, "unlink", another)
    with workshop(tmp_path / "output", nobody_waits):
        pass
    assert (tmp_path / ".output.ourtables" / "lock").read_bytes() == b"another's"
