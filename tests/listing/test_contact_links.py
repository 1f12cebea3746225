"""A way to reach a group leads where a press on it should."""

import pytest

from ourtables.listing.contact_links import address
from ourtables.listing.group import Contact
from ourtables.listing.phone_plan import PhonePlan

UK, NOWHERE = PhonePlan.of("GB"), PhonePlan()


@pytest.mark.parametrize(
    ("how", "value", "leads_to"),
    [
        ("phone", "01632 960123", "tel:01632960123"),
        ("phone", "+44 (0)1632 960-123", "tel:+441632960123"),
        ("phone", "+44 0113 496 0123", "tel:+441134960123"),
        ("phone", "0044 113 496 0123", "tel:+441134960123"),
        ("phone", "Tel: 0113 496 0123 (Tues only)", "tel:01134960123"),
        ("phone", "0113 496 0123 ext 4", "tel:01134960123;ext=4"),
        ("phone", "０１１３ ４９６ ０１２３", "tel:01134960123"),
        ("phone", "18001 0113 496 0123", "tel:1800101134960123"),
        ("phone", "113 496 0123", ""),
        ("text", "07700 900–123", "sms:07700900123"),
        ("email", "kettle@example.org", "mailto:kettle@example.org"),
        ("whatsapp", "07700 900123", "https://wa.me/447700900123"),
        ("whatsapp", "+353 1 496 0123", "https://wa.me/35314960123"),
        ("whatsapp", "https://chat.example.org/kettle", "https://chat.example.org/kettle"),
        ("website", "https://example.org/kettle", "https://example.org/kettle"),
        ("signal", "07700 900123", ""),
        ("post", "The Kettle, Example Hall, Riverton", ""),
        ("in-person", "Ask at the bar", ""),
    ],
)
def test_a_contact_leads_where_it_should(how: str, value: str, leads_to: str) -> None:
    assert address(Contact(how=how, value=value), UK) == leads_to


def test_a_country_without_rules_for_numbers_has_no_link_to_whatsapp() -> None:
    assert address(Contact(how="whatsapp", value="07700 900123"), NOWHERE) == ""
    assert address(Contact(how="phone", value="555 0123"), NOWHERE) == "tel:5550123"
