"""What words lead to: the plain reference of the finder's word search."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bench import relevance
from ourtables.directory.finding import Finder, Query
from ourtables.directory.group_texts import SAID, telling_parts
from ourtables.directory.ordinary import weights
from ourtables.directory.ranking import Ranking
from ourtables.directory.spelling import TOO_FAR, nearest, slips
from ourtables.directory.tokens import words_in
from ourtables.directory.word_index import build

from ..conftest import of_our_content

pytestmark = of_our_content

QUERIES = Path(relevance.__file__).parent
# Words of harm, distress and the body, some of them rare: none may ever be taken for another.
HARM = [
    "dying",
    "dead",
    "death",
    "kill",
    "killed",
    "killing",
    "die",
    "dies",
    "hitting",
    "hits",
    "hurt",
    "hurting",
    "pills",
    "tablets",
    "bullied",
    "bullying",
    "racist",
    "racism",
    "rape",
    "raped",
    "raping",
    "abuse",
    "abused",
    "abuser",
    "abusing",
    "beaten",
    "beating",
    "strangled",
    "choked",
    "choking",
    "stabbed",
    "drowning",
    "drown",
    "hanging",
    "hanged",
    "noose",
    "knife",
    "blade",
    "cutting",
    "bleeding",
    "burning",
    "burns",
    "overdose",
    "poison",
    "suicide",
    "suicidal",
    "starving",
    "hunger",
    "vomiting",
    "purging",
    "miscarriage",
    "stillborn",
    "drunk",
    "drinking",
    "heroin",
    "cocaine",
    "stoned",
    "addict",
    "addicted",
    "violent",
    "violence",
    "threat",
    "threatened",
    "stalked",
    "stalking",
    "harassed",
    "assault",
    "assaulted",
    "grooming",
    "groomed",
    "incest",
    "trafficked",
    "slavery",
    "tortured",
    "torture",
    "captive",
    "locked",
    "restrained",
    "sedated",
    "injected",
    "lonely",
    "alone",
    "ashamed",
    "shame",
    "guilty",
    "worthless",
    "hopeless",
    "scared",
    "terrified",
    "panic",
    "crying",
    "voices",
    "demons",
    "devil",
    "cursed",
]


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    """The ranking of the demonstration."""
    directory, groups = relevance.load(relevance.ROOT / "content")
    return Ranking(build(directory, groups))


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("given", 0.92),
        ("own", 0.92),
        ("phone", 0.92),
        ("night", 0.92),
        ("spoken", 0.91),
        ("held", 0.93),
        ("later", 0.91),
        ("november", 0.93),
        ("advent", 0.93),
        ("street", 0.92),
        ("corner", 0.92),
    ],
)
def test_a_right_group_is_among_the_first_three(ranking: Ranking, name: str, floor: float) -> None:
    tallies = relevance.score(lambda query: ranking.find(query).slugs, relevance.judged(QUERIES / f"{name}.csv"))
    every = tallies["all"]
    assert sum(0 < rank <= 3 for rank in every.ranks) / len(every.ranks) >= floor
    assert sum(not shown for shown in every.shown) / len(every.shown) <= 0.05
    assert sorted(every.shown)[len(every.shown) // 2] <= 8


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("i want to die", "talking-plain"),
        ("i took an overdose", "talking-plain"),
        ("my husband hits me", "hamara-dastarkhwan"),
        ("skitzofrenia", "wednesday-weather"),
        ("eatting dissorder", "crooked-needle"),
        ("bipolar disorder", "wednesday-weather"),
        ("worthless", "three-oclock-line"),
        ("drop-in", "chapeltown-kettle"),
        ("dropin", "chapeltown-kettle"),
        ("Nobody’s case study", "nobodys-case-study"),
    ],
)
def test_whose_offer_it_is_comes_first(ranking: Ranking, typed: str, first: str) -> None:
    assert first in ranking.find(typed).slugs[:3]


def test_no_common_word_and_no_word_for_harm_is_taken_for_another(ranking: Ranking) -> None:
    common = [*islice(weights("en"), 5_000), *HARM]
    assert len(common) == 5_000 + len(HARM)
    changed = {word: found.taken for word in common if (found := ranking.find(word)).taken}
    assert changed == {}


def test_nothing_is_required_but_what_is_quoted(ranking: Ranking) -> None:
    assert ranking.find("kettle qzxqv").slugs[0] == "chapeltown-kettle"
    assert ranking.find("kettle qzxqv").unknown == ("qzxqv",)
    assert ranking.find("kettle year qzxqv").unknown == ("qzxqv",), "nothing is said of common words"
    assert ranking.find('kettle "qzxqv"').slugs == ()
    assert ranking.find('"kettle"') == ranking.find("kettle")


def test_words_that_tell_nothing_are_looked_for_only_when_no_other_is_typed(ranking: Ranking) -> None:
    assert ranking.find("what the kettle") == ranking.find("kettle")
    assert "several-of-us" in ranking.find("did").slugs[:3]


def test_a_slip_is_left_alone_when_asked_for(ranking: Ranking) -> None:
    assert ranking.find("crysis").taken == {"crysis": "crisis"}
    left = ranking.find("crysis", exact=True)
    assert (left.slugs, left.unknown, left.taken) == ((), ("crysis",), {})


def test_a_slip_of_a_function_word_tells_no_more_than_that_word(ranking: Ranking) -> None:
    assert ranking.find("alwasy crying") == ranking.find("always crying")
    assert ranking.find("alwasy crying").unknown == ()


def test_a_word_that_is_joined_with_its_neighbour_is_not_looked_for_alone(ranking: Ranking) -> None:
    assert ranking.find("anti depresants").slugs == ranking.find("antidepresants").slugs == ("slow-stair",)


def test_another_word_is_no_form_of_a_short_one(ranking: Ranking) -> None:
    directory, _groups = relevance.load(relevance.ROOT / "content")
    assert "letter box" in str(directory.groups["byre-line"].summary)
    assert (ranking.find("boxing").slugs, ranking.find("boxing").unknown) == ((), ("boxing",))
    assert "byre-line" in ranking.find("boxes").slugs


def test_words_that_tell_nothing_mean_something_side_by_side(ranking: Ranking) -> None:
    assert ranking.find("i cant go on").slugs[0] == "talking-plain"


def test_small_words_may_stand_between_two_that_are_one(ranking: Ranking) -> None:
    assert ranking.find("i cant eat in front of people").slugs[0] == "crooked-needle"
    assert ranking.find("frightened of my partner").slugs[0] == "hamara-dastarkhwan"
    assert ranking.find("i dont feel safe at home").slugs[0] == "hamara-dastarkhwan"
    assert "three-oclock-line" in ranking.find("frightened").slugs[:2]


def test_who_is_hit_is_shown_those_who_were_and_nobody_else(ranking: Ranking) -> None:
    assert ranking.find("my husband hits me").slugs == ("hamara-dastarkhwan",)
    assert ranking.find("he hits me").slugs == ("hamara-dastarkhwan",)


@pytest.mark.parametrize("typed", ["i want to die", "i want to kill myself", "dying"])
def test_who_wants_to_die_is_shown_no_inquests_and_no_graves(ranking: Ranking, typed: str) -> None:
    assert set(ranking.find(typed).slugs) == {"talking-plain", "hackney-kitchen-table", "byre-line"}


def test_who_lost_somebody_is_shown_grief_first(ranking: Ranking) -> None:
    assert ranking.find("my brother was killed by police").slugs[0] == "still-asking"
    assert "still-asking" in ranking.find("my son died").slugs


def test_nothing_is_said_about_words_that_tell_nothing(ranking: Ranking) -> None:
    assert ranking.find("pls").unknown == ()
    assert ranking.find("wot").unknown == ()
    assert ranking.find("gambling").unknown == ("gambling",)


@pytest.mark.parametrize(
    ("typed", "nearest_one"),
    [
        # One thing of many: a group that goes for walks may not play.
        ("football", "low-tide-walkers"),
        ("patchwork", "crooked-needle"),
        # No group is for veterans; one says that two came back from Afghanistan.
        ("army", "parkbench-men"),
        ("iraq veteran", "parkbench-men"),
        # A group for Asian people may be for Pakistani ones.
        ("pakistani", "hamara-dastarkhwan"),
    ],
)
def test_a_group_that_is_only_near_is_shown_after_the_page_says_so(
    ranking: Ranking, typed: str, nearest_one: str
) -> None:
    found = ranking.find(typed)
    assert found.slugs[0] == nearest_one
    assert (found.whole, found.unknown) == (0, tuple(typed.split()))


def test_what_groups_say_themselves_is_no_loose_word(ranking: Ranking) -> None:
    assert ranking.find("singing").slugs[0] == "basement-choir"
    assert ranking.find("singing").unknown == ()


def test_words_for_people_in_ones_life_say_little(ranking: Ranking) -> None:
    known = weights("en")
    assert {known[word] for word in ("husband", "mum", "boyfriend", "stepdad", "nan")} <= {1, 2, 3, 4}
    assert known["widow"] == 10
    assert ranking.find("my boyfriend goes mad").slugs == ranking.find("goes mad").slugs


def test_a_right_word_that_leads_nowhere_is_no_slip(ranking: Ranking) -> None:
    assert "dyscalculia" not in weights("en")
    assert ranking.find("betting").taken == {}
    assert ranking.find("casino").unknown == ("casino",)
    assert ranking.find("electrician").taken == {}


def test_the_door_that_people_ask_for_leads_to_groups_that_have_it(ranking: Ranking) -> None:
    found = ranking.find("no referral").slugs
    assert {"chapeltown-kettle", "talking-plain", "slow-stair"} <= set(found)


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("head melted", ["melted", "headmelted"]),
        ("lost my tablets", ["tablets", "lostmy", "losttablets"]),
        ("leftOut", ["leftout"]),
        ("can't do this", ["cant", "do", "this", "cantdo", "dothis"]),
    ],
)
def test_the_most_telling_words_of_what_people_say_lead_somewhere(phrase: str, parts: list[str]) -> None:
    assert list(telling_parts(phrase, weights("en"))) == parts


def test_a_function_word_behind_a_word_changes_nothing(ranking: Ranking) -> None:
    assert ranking.find("kettle and") == ranking.find("kettle")


def test_a_name_in_another_script_is_found_in_the_letters_of_its_file(ranking: Ranking) -> None:
    assert ranking.find("Hamara Dastarkhwan").slugs[:1] == ("hamara-dastarkhwan",)


def test_a_group_out_of_touch_is_found_beside_others_by_its_name_only(ranking: Ranking) -> None:
    directory, _groups = relevance.load(relevance.ROOT / "content")
    finder = Finder(directory)
    named = ranking.find("the basement choir")
    assert named.named == {"basement-choir"}
    assert finder.find(Query({}, named)).sections["here"][0] == "basement-choir"
    singing = finder.find(Query({}, ranking.find("singing sewing")))
    assert "basement-choir" not in singing.sections["here"]
    assert singing.lost == 1


def test_a_closed_group_is_found_by_its_name_only(ranking: Ranking) -> None:
    assert ranking.find("moonlight canteen").slugs == ("moonlight-canteen",)
    assert "moonlight-canteen" not in ranking.find("supper liverpool").slugs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("O'Neill’s Ŵy", ["oneills", "wy"]),
        ("Łódź Øre straße", ["lodz", "ore", "strasse"]),
        ("Saltaire–Shipley co-op", ["saltaire", "shipley", "co", "op"]),
        ("C++ and LGBTQ+", ["c++", "and", "lgbtq"]),
        ("G.P. R&D", ["g", "p", "r", "d"]),
        ("こころの", ["ここ", "ころ", "ろの"]),
        ("हिन्दी", ["हिन्दी"]),
        ("كتاب", ["کتاب"]),
    ],
)
def test_words_are_folded_as_people_type_them(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("skizophrenia", "schizophrenia"),
        ("pychosis", "psychosis"),
        ("sycosis", "psychosis"),
        ("tramua", "trauma"),
        ("medacation", "medication"),
        ("angziety", "anxiety"),
        ("voilnet", "violent"),
        ("trabunle", "tribunal"),
        ("beriefment", "bereavement"),
        ("skitsofrenia", "schizophrenia"),
        ("inkwest", "inquest"),
        ("kwiet", "quiet"),
        ("alown", "alone"),
    ],
)
def test_slips_of_hand_and_ear_are_known(typed: str, meant: str) -> None:
    assert nearest(typed, [meant, "kettle"], ["tea"]) == meant


def test_short_words_and_far_ones_are_no_slips() -> None:
    assert nearest("fone", ["phone"], []) == ""
    assert slips("kettle", "teapot") == TOO_FAR


def test_what_people_say_leads_to_words_of_ours() -> None:
    directory, _groups = relevance.load(relevance.ROOT / "content")
    words = directory.vocabularies
    members = [member.split("/") for term in words[SAID] for member in term.members]
    assert [term.key for term in words[SAID] if "loosely" in term.extra] == [
        *("things-to-make", "things-to-do", "things-to-share", "things-to-learn"),
        *("therapies", "therapies-for-trauma", "urdu-and-hindi"),
    ]
    assert {term.extra["asks"] for term in words[SAID] if "asks" in term.extra} == {"filter", "where-i-am"}
    assert len(members) > 20
    assert [member for member in members if member[1] not in words[member[0]]] == []


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("comingoffmeds", "coming off meds"),
        ("iwanttodie", "i want to die"),
        ("needhelpwithpip", "need help with pip"),
        ("scared cantsleep", "scared cant sleep"),
    ],
)
def test_words_that_were_written_as_one_are_taken_apart(ranking: Ranking, typed: str, apart: str) -> None:
    assert ranking.find(typed) == ranking.find(apart)
    assert ranking.find(typed, exact=True).unknown == (typed.split()[-1],)


@pytest.mark.parametrize("typed", ["carpark", "photobooth", "qwertyuiop", "hahahahahahahahahahahaha"])
def test_another_word_is_not_taken_apart(ranking: Ranking, typed: str) -> None:
    assert (ranking.find(typed).slugs, ranking.find(typed).unknown) == ((), (typed,))


def test_a_form_in_which_y_became_i_is_the_same_word(ranking: Ranking) -> None:
    assert "bullying" not in ranking.index.forms
    assert ranking.find("bullying") == ranking.find("bullied")
