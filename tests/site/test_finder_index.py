"""The index of words as files, and the letters that codes are written in."""

import json

from ourtables.site.finder.word_files import coded


def test_codes_are_letters_that_json_writes_as_they_are() -> None:
    letters = coded(range(120))
    assert len(set(letters)) == 120
    assert json.dumps(letters, ensure_ascii=False) == f'"{letters}"'
