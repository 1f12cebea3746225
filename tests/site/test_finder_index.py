"""The index of words as files, and the letters that codes are written in."""

import json
from datetime import date

from ourtables.directory import loading
from ourtables.directory.ordinary import weights
from ourtables.directory.word_index import PREFIX, build
from ourtables.site.finder.word_files import coded, word_files

from ..conftest import TESTS, of_our_content


def test_codes_are_letters_that_json_writes_as_they_are() -> None:
    letters = coded(range(120))
    assert len(set(letters)) == 120
    assert json.dumps(letters, ensure_ascii=False) == f'"{letters}"'


@of_our_content
def test_a_word_s_file_says_whether_it_is_ordinary() -> None:
    directory = loading.load(TESTS.parent / "content", date(2026, 11, 28), jobs=1).directory
    index = build(directory, directory.listed)
    files, told = word_files(index, {})
    starts = str(told["starts"]).split(" ")
    held = [json.loads(files[str(number)]) for number in range(len(starts))]
    assert len(starts) > 15 and max(len(body) for name, body in files.items() if name.isdigit()) < 20_000
    for word in ("saxophone", "aardvark", "zucchini", "gambling"):
        last = max(0, sum(start <= word[:PREFIX] for start in starts) - 1)
        ordinary = {place for place, (*_, words) in enumerate(held) if word in words.split(" ")}
        assert ordinary == ({last} if word in weights("en") else set()), word
    assert str(told["function"]).split(" ") == [word for word, weight in weights("en").items() if not weight]
    assert not any(len(lists) != 2 for name, body in files.items() if name[0] == "s" for lists in [json.loads(body)])
