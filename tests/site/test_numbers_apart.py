"""A spaced number among words from right to left keeps its parts in order, and no other text is changed."""

import pytest

from ourtables.site.numbers_apart import numbers_apart

URDU = "فون"


@pytest.mark.parametrize(
    ("html", "apart"),
    [
        (f"<p>{URDU} 01632 960101</p>", f"<p>{URDU} <bdi>01632 960101</bdi></p>"),
        (f"<p>{URDU} +44 (0)1632 960101.</p>", f"<p>{URDU} <bdi>+44 (0)1632 960101</bdi>.</p>"),
        (f"<p>{URDU} +441632960101</p>", f"<p>{URDU} <bdi>+441632960101</bdi></p>"),
        (f"<p>{URDU} (01632) 960101</p>", f"<p>{URDU} <bdi>(01632) 960101</bdi></p>"),
        (f"<p>{URDU} 01632\xa0960101</p>", f"<p>{URDU} <bdi>01632\xa0960101</bdi></p>"),
        ("<p>فون ٠١٦٣٢ ٩٦٠١٠١</p>", "<p>فون <bdi>٠١٦٣٢ ٩٦٠١٠١</bdi></p>"),
        ("<p>فون ٠٨٠٠ ١٥٧٠١٢٣</p>", "<p>فون <bdi>٠٨٠٠ ١٥٧٠١٢٣</bdi></p>"),
        ("<p>فون +٤٤١٦٣٢٩٦٠١٠١</p>", "<p>فون <bdi>+٤٤١٦٣٢٩٦٠١٠١</bdi></p>"),
        # A number that stands alone in an element among such words.
        (f"<p>{URDU} <strong>01632 960101</strong></p>", f"<p>{URDU} <strong><bdi>01632 960101</bdi></strong></p>"),
    ],
)
def test_a_spaced_number_stands_apart(html: str, apart: str) -> None:
    assert numbers_apart(html.encode()).decode() == apart


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ring 01632 960101</p>",
        f"<p>{URDU}</p><p>Ring 01632 960101</p>",
        f'<p title="{URDU} 01632 960101">{URDU} 2026 13:00 <bdi>01632 960101</bdi></p>',
        f"<title>{URDU} 01632 960101</title><script>{URDU} 01632 960101</script>",
    ],
)
def test_what_is_in_order_already_is_left(html: str) -> None:
    assert numbers_apart(html.encode()).decode() == html


def test_names_of_languages_alone_are_no_words_from_right_to_left() -> None:
    page = f"<nav><span>{URDU}</span></nav><p>01632 960101</p>"
    assert numbers_apart(page.encode(), [URDU]).decode() == page
    assert numbers_apart(f"{page}<p>{URDU} 01632 960101</p>".encode(), [URDU]).count(b"<bdi>") == 2
