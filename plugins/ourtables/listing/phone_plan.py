"""How one country writes and uses phone numbers, by libphonenumber's data (the package `phonenumbers`).

A wrong length stops a listing; whether a number is in use only warns, since the data is always a little old.
theme/static/js/form/phones.js reads numbers by the same steps from the same plan (`PhonePlan.as_data`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberDesc

from ourtables.core.patterns import EXTENSION, PHONE_RUN
from ourtables.core.typed_forms import plain_signs

# A run of so many digits is a number to dial; fewer may be an hour, a house or a short code.
FEWEST_DIGITS = 7
_NO_REGION = "001"
# No calling code begins with another one.
_CODES = frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))
_TYPES = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number"),
    *("voip", "pager", "uan", "voicemail"),
)
_LATIN = re.compile("[A-Za-z]")
_NOT_A_DIGIT = re.compile("[^0-9]")
_NO_PHONE = re.compile("@|://")
# Numbers kept for stories and examples, without the 0: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
_STORIES = {
    "GB": (
        r"1632960\d{3}|(?:11[3-8]|121|131|141|151|161)4960\d{3}|2079460\d{3}|1914980\d{3}|2896496\d{3}|2920180\d{3}"
        r"|7700900\d{3}|8081570\d{3}|9098790\d{3}|3069990\d{3}"
    )
}
# What is dialled before any number to have a relay assistant (Relay UK); libphonenumber doesn't know it.
_RELAYS = {"GB": "18001"}


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that a text names.

    Attributes:
        dialled: What to dial: digits, with `+` before a country's code.
        whole: The digits from the country's code on; empty for a short code.
        extension: What to dial once somebody has answered.
        in_use: Whether the country's plan knows such numbers; true where nothing is known.
        is_mobile: Whether it may be a person's own.
        is_alone: Whether the text holds nothing else.
    """

    dialled: str
    whole: str = ""
    extension: str = ""
    in_use: bool = True
    is_mobile: bool = False
    is_alone: bool = True


@dataclass(frozen=True)
class PhonePlan:
    """The numbers of one country. Expressions are over digits, and are read alike by Python and JavaScript.

    Attributes:
        code: The country's calling code; empty where libphonenumber doesn't know the country.
        abroad: An expression for what is dialled before another country's code, such as `00`.
        trunk: What is dialled before a number within the country, such as `0`.
        prefix: An expression for the trunk and whatever else may be there.
        becomes: What a match of `prefix` becomes where the rule is less simple, with `$1` for its groups.
        general: An expression for any national number.
        bare: An expression for numbers that are written without the trunk.
        in_use: An expression for the numbers of every known kind.
        mobile: An expression for mobile and personal numbers; empty where they look like all others.
        mobile_head: With what unknown numbers begin that may be mobiles.
        short: An expression for short codes.
        story: An expression for numbers kept for stories and examples.
        relay: What may be dialled before any number.
        lengths: The lengths of national numbers.
        mobile_lengths: Those of mobiles.
    """

    code: str = ""
    abroad: str = ""
    trunk: str = ""
    prefix: str = ""
    becomes: str = ""
    general: str = ""
    bare: str = ""
    in_use: str = ""
    mobile: str = ""
    mobile_head: str = ""
    short: str = ""
    story: str = ""
    relay: str = ""
    lengths: tuple[int, ...] = ()
    mobile_lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, country: str) -> PhonePlan:
        """The plan of a country.

        Args:
            country: Its two letters (ISO 3166), such as `GB`; one that isn't known has an empty plan.
        """
        found = PhoneMetadata.metadata_for_region(country, None)
        if found is None:
            return cls()
        short = PhoneMetadata.short_metadata_for_region(country, None)
        known = [desc for name in _TYPES if (desc := _kind(found, name))]
        bare = [desc for desc in known if not _has_trunk(found, desc.example_number or "")]
        general = _any_of(filter(None, [found.general_desc]))
        fixed, mobile = _kind(found, "fixed_line"), _kind(found, "mobile")
        if fixed and mobile and fixed.national_number_pattern == mobile.national_number_pattern:
            mobile = None
        own = [mobile, _kind(found, "personal_number")] if mobile else []
        head, fixed_head = ((desc.example_number or "")[:1] if desc else "" for desc in (mobile, fixed))
        return cls(
            code=str(found.country_code),
            abroad=found.international_prefix or "",
            trunk=found.national_prefix or "",
            prefix=found.national_prefix_for_parsing or "",
            becomes=(found.national_prefix_transform_rule or "").replace("\\", "$"),
            general=general,
            bare=general if len(bare) == len(known) else _any_of(bare),
            in_use=_any_of(known),
            mobile=_any_of(filter(None, own)),
            mobile_head=head if head != fixed_head else "",
            short=_any_of(filter(None, [_kind(short, "short_code"), _kind(short, "emergency")] if short else [])),
            story=_STORIES.get(country, ""),
            relay=_RELAYS.get(country, ""),
            lengths=_possible(found),
            mobile_lengths=tuple(mobile.possible_length) if mobile else (),
        )

    def read(self, text: str) -> PhoneNumber | None:
        """Read the one number that a text names.

        Args:
            text: A number as people write it: with `+44 (0)`, `0044`, an extension, or words around it.

        Returns:
            The number; `None` when there is none, more than one, or its length is wrong.
        """
        run, rest, extension = _taken_apart(text)
        digits = _NOT_A_DIGIT.sub("", run)
        if not digits or _NO_PHONE.search(rest):
            return None
        found = self._foreign(digits) if run.startswith("+") else self._home(digits)
        if found is None:
            return None
        alone = not any(letter.isalnum() for letter in rest)
        return PhoneNumber(found.dialled, found.whole, extension, found.in_use, found.is_mobile, alone)

    def is_mobile(self, digits: str) -> bool:
        """Whether digits may be a person's own number, dialled as they are or with a `+` before them.

        Args:
            digits: Nothing but digits, such as those of a run in a text.
        """
        return any(found is not None and found.is_mobile for found in (self._home(digits), self._foreign(digits)))

    def lost_beginning(self, text: str) -> str:
        """What a number that can't be read seems to have lost: its trunk or its `+`, which spreadsheets take away.

        Args:
            text: The number.
        """
        run = _taken_apart(text)[0]
        digits = _NOT_A_DIGIT.sub("", run)
        if not self.code or not digits or run.startswith("+") or self.read(text):
            return ""
        for beginning in filter(None, (self.trunk, "+")):
            found = self.read(f"{beginning}{digits}")
            if found and found.in_use and found.whole.startswith(self.code):
                return beginning
        return ""

    def as_data(self) -> dict[str, Any]:
        """The plan as the browser gets it, with the calling codes of all countries by the lengths of their numbers."""
        codes: dict[str, list[str]] = {}
        for code in sorted(COUNTRY_CODE_TO_REGION_CODE):
            codes.setdefault(" ".join(map(str, _lengths(code))), []).append(str(code))
        plan = asdict(self) if self.code else {}
        return {**plan, "others": {lengths: " ".join(some) for lengths, some in codes.items()}}

    def _home(self, digits: str) -> PhoneNumber | None:
        if not self.code:
            return PhoneNumber(digits) if 3 <= len(digits) <= 15 else None
        if re.fullmatch(self.short, digits):
            return PhoneNumber(digits)
        if self.relay and digits.startswith(self.relay) and (after := self._home(digits.removeprefix(self.relay))):
            return PhoneNumber(f"{self.relay}{after.dialled}", after.whole, in_use=after.in_use)
        begins_abroad = self.abroad and re.match(self.abroad, digits)
        if begins_abroad and (found := self._foreign(digits[begins_abroad.end() :])):
            return found
        national = self._national(digits)
        if national == digits and not re.fullmatch(self.bare, digits):
            return None
        return self._judged(digits, national)

    def _foreign(self, digits: str) -> PhoneNumber | None:
        """A number that begins with a country's code."""
        # After a prefix such as 00 there may be no digits at all.
        code = next((one for one in (digits[:1], digits[:2], digits[:3]) if one in _CODES), "")
        national = digits.removeprefix(code)
        if code and code == self.code:
            national = self._national(national)
            return self._judged(f"+{code}{national}", national)
        if not code:
            return PhoneNumber(f"+{digits}", digits) if not self.code and 7 <= len(digits) <= 15 else None
        lengths = _lengths(int(code))
        if len(national) not in lengths and national.startswith("0") and len(national) - 1 in lengths:
            national = national[1:]
        return PhoneNumber(f"+{code}{national}", f"{code}{national}") if len(national) in lengths else None

    def _judged(self, dialled: str, national: str) -> PhoneNumber | None:
        if len(national) not in self.lengths:
            return None
        is_known = bool(re.fullmatch(self.in_use, national))
        is_mobile = bool(self.mobile) and (
            bool(re.fullmatch(self.mobile, national))
            or (not is_known and len(national) in self.mobile_lengths and self._begins_like_mobiles(national))
        )
        is_story = bool(self.story) and bool(re.fullmatch(self.story, national))
        return PhoneNumber(dialled, f"{self.code}{national}", in_use=is_known or is_story, is_mobile=is_mobile)

    def _begins_like_mobiles(self, national: str) -> bool:
        return bool(self.mobile_head) and national.startswith(self.mobile_head)

    def _national(self, digits: str) -> str:
        """A number without its trunk, by libphonenumber's rule: it stays where only the whole looks like a number."""
        found = re.match(self.prefix, digits) if self.prefix else None
        if not found or not found.end():
            return digits
        changed = self.becomes if self.becomes and found.groups() and found[1] else ""
        changed = re.sub(r"\$(\d)", lambda group: found[int(group[1])] or "", changed)
        without = f"{changed}{digits[found.end() :]}"
        is_whole, is_without = (bool(re.fullmatch(self.general, number)) for number in (digits, without))
        return digits if is_whole and not is_without else without


def _taken_apart(text: str) -> tuple[str, str, str]:
    """The run of digits that may be a number, the text without it, and an extension; no run where two may be it."""
    plain = plain_signs(text)
    said = EXTENSION.search(plain)
    extension = said[1] if said else ""
    plain = f"{plain[: said.start() + 1]} {plain[said.end() :]}" if said else plain
    runs = list(PHONE_RUN.finditer(plain))
    numbers = [run for run in runs if len(_NOT_A_DIGIT.sub("", run[0])) >= FEWEST_DIGITS] or runs
    if len(numbers) != 1:
        return "", plain, ""
    run = numbers[0]
    return run[0], f"{plain[: run.start()]} {plain[run.end() :]}", extension


@cache
def _lengths(code: int) -> tuple[int, ...]:
    """The lengths of the national numbers beneath a calling code."""
    found: set[int] = set()
    for region in COUNTRY_CODE_TO_REGION_CODE[code]:
        data = (
            PhoneMetadata.metadata_for_nongeo_region(code, None)
            if region == _NO_REGION
            else PhoneMetadata.metadata_for_region(region, None)
        )
        found.update(_possible(data) if data else ())
    return tuple(sorted(found))


def _possible(plan: PhoneMetadata) -> tuple[int, ...]:
    return tuple(plan.general_desc.possible_length) if plan.general_desc else ()


def _kind(plan: PhoneMetadata, name: str) -> PhoneNumberDesc | None:
    """One kind of numbers in a plan, if the country has it."""
    found: PhoneNumberDesc | None = getattr(plan, name)
    return found if found and found.national_number_pattern else None


def _any_of(known: Iterable[PhoneNumberDesc]) -> str:
    return "|".join(dict.fromkeys(desc.national_number_pattern or "" for desc in known))


def _has_trunk(plan: PhoneMetadata, example: str) -> bool:
    """Whether a number is written with the trunk before it, by the plan's way to format it."""
    for form in plan.number_format:
        begins = form.leading_digits_pattern[-1:] or [""]
        if re.match(begins[0], example) and re.fullmatch(form.pattern or "", example):
            rule = form.national_prefix_formatting_rule or ""
            return bool(plan.national_prefix) and (plan.national_prefix or "") in rule.replace("\\1", "")
    return False
