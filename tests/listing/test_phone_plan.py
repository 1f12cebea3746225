"""Numbers are read as libphonenumber reads them, however they are written."""

from __future__ import annotations

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from ourtables.listing.phone_plan import PhoneNumber, PhonePlan

UK = PhonePlan.of("GB")
COUNTRIES = ("GB", "FR", "IT", "US", "AR", "AU", "IE", "DE", "BR", "MX", "NL", "SE", "PL", "ES", "IN", "NZ", "ZA")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_countrys_numbers_are_read_as_the_library_reads_them(country: str) -> None:
    plan, differ, count = PhonePlan.of(country), [], 0
    for kind in PhoneNumberType.values():
        number = phonenumbers.example_number_for_type(country, kind)
        for form in (
            (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164) if number else ()
        ):
            written = phonenumbers.format_number(number, form)
            read = plan.read(written)
            whole = phonenumbers.format_number(number, PhoneNumberFormat.E164)[1:]
            count += 1
            differ += [] if read and read.whole == whole and read.in_use else [written]
    assert differ == []
    assert count >= 9


@pytest.mark.parametrize("country", COUNTRIES)
def test_another_countrys_number_is_known_by_its_length(country: str) -> None:
    number = phonenumbers.example_number(country)
    assert number is not None
    written = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    assert PhonePlan.of("NO").read(written) is not None
    assert PhonePlan.of("NO").read(f"{written}{written[-1] * 12}") is None


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123", "0113 496 0999", "0114 496 0000", "0121 496 0123", "0131 496 0123", "0191 498 0123", "020 7946 0123",
        "028 9649 6123", "029 2018 0123", "07700 900999", "0808 157 0999", "0909 879 0123", "03069 990123",
    ],
)  # fmt: skip
def test_ofcoms_numbers_for_drama_are_accepted(number: str) -> None:
    found = UK.read(number)
    assert found is not None
    assert found.in_use


@pytest.mark.parametrize("code", ["999", "111", "101", "116 123", "116123", "85258", "118 118", "18000"])
def test_short_codes_are_the_countrys(code: str) -> None:
    assert UK.read(code) == PhoneNumber(code.replace(" ", ""))
    assert PhonePlan.of("NZ").read("85258") is None


def test_a_country_that_nobody_knows_takes_any_number() -> None:
    assert PhonePlan.of("XF") == PhonePlan()
    assert PhonePlan().read("0912-345678") == PhoneNumber("0912345678")
    assert PhonePlan().read("12") is None


@pytest.mark.parametrize("text", ["00", "000", "+", "00 ext 5", "0"])
def test_a_prefix_without_a_number_is_no_number(text: str) -> None:
    assert PhonePlan.of("GB").read(text) is None
    assert not PhonePlan.of("GB").is_mobile("00")
