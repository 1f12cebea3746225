"""The texts that a group is found by: what its listing says, and the directory's words for what it chose.

What a page keeps to itself (private places, ways to reach a group) isn't among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from babel import Locale, UnknownLocaleError

from ourtables.directory.directory import Directory
from ourtables.directory.finding import opens
from ourtables.directory.ordinary import MOST_TELLING, pairs, weights
from ourtables.directory.tokens import words_in
from ourtables.listing.fields import PRIVATE
from ourtables.listing.group import Group
from ourtables.settings.vocabulary import Term

# The vocabulary of what people say in their own way; its terms' members are terms of others.
SAID = "said"
# The vocabularies whose terms a card names as the reason why it is shown, those that say most first.
TERMS = ("offers", "audiences", "access", "gates", "joining")
NAME, OFFER, OFFER_SYNONYM, SUMMARY, AUDIENCE, AREA, FACT, NOTE, WIDER = 60, 40, 20, 32, 18, 22, 15, 8, 8
# A group isn't said to have a word that leads to it as weakly as these: it is only near it.
LOOSE, FAMILY = 6, 1
# What people say weighs less where it leads to an offer that isn't the first of the term's members.
FURTHER_OFFER = 13
WEIGHTS = tuple(
    sorted(
        {*(NAME, OFFER, OFFER_SYNONYM, FURTHER_OFFER, SUMMARY, AUDIENCE, AREA, FACT, NOTE, WIDER, LOOSE, FAMILY)},
        reverse=True,
    )
)
BODY = 10
# Of what people say, the words that tell this much less than the most telling one lead nowhere alone.
_LESS_TELLING = 3
# So many texts are kept with their words: those of one group and some more.
_KEPT_TEXTS = 32
# The fields of one answer, whose vocabulary's words lead to the group.
_CHOICES = {"formats": "formats", "joining": "joining", "funding": "funding"}
_CHOICE = {
    "confidentiality": "confidentiality",
    "emergency_response": "emergency_response",
    "led_by": "led_by",
    "cost": "cost",
}
_NOTES = (
    *("first_time", "status_note", "interpreters_note", "led_by_note", "confidentiality_note", "emergency_note"),
    *("cost_note", "travel_help", "access_note"),
)


def _group_names(group: Group) -> Iterator[str]:
    """Yield what a group is called, and was. A name in another script is in its file's name in Latin letters."""
    yield group.name
    if set(words_in(group.slug)).isdisjoint(words_in(group.name)):
        yield group.slug
    yield from group.aliases
    yield from (one.name for one in group.also_in if one.name)


def own_words(group: Group) -> list[str]:
    """What a group says in its own words, as plain texts."""
    found: list[str | None] = [group.summary, group.words.text, group.offers_note, group.for_note]
    for one in group.also_in:
        found += [one.name, one.summary, one.own_words.text, one.offers_note, one.for_note]
    return [text for text in found if text]


def body_of(group: Group) -> str:
    """What a group says below its answers, in every language it gave."""
    return "\n".join([group.words.text, *(one.own_words.text for one in group.also_in)])


def notes(group: Group) -> list[str]:
    """What a group adds to its answers in its own words."""
    return _texts(group, _NOTES)


def _texts(group: Group, names: Iterable[str]) -> list[str]:
    """Some texts of a group in every language it gave, without empty ones."""
    found = (getattr(one, name) for one in (group, *group.also_in) for name in names)
    return [text for text in found if text]


def telling_parts(phrase: str, known: Mapping[str, int]) -> Iterator[str]:
    """Yield what of a phrase leads somewhere: its most telling words, and each two neighbours as one word.

    In “head melted” it is “melted” and both together, since many people speak of a head.

    Args:
        phrase: What people say.
        known: The ordinary words of the language, each with what it tells.
    """
    words = words_in(phrase)
    told = [known.get(word, MOST_TELLING) for word in words]
    least = max(told, default=0) - _LESS_TELLING
    yield from (word for word, tell in zip(words, told, strict=True) if tell >= least)
    yield from (one + other for one, other in pairs(words, known))


def asked(directory: Directory) -> dict[str, tuple[str, ...]]:
    """Return the phrases that ask for a filter, folded, each with its `vocabulary/key` members.

    A phrase that asks for where the reader is has none.
    """
    terms = [term for term in directory.vocabularies.get(SAID, ()) if "asks" in term.extra]
    return {" ".join(words_in(text)): term.members for term in terms for text in term.synonyms}


class GroupTexts:
    """The texts that each group of a directory is found by, each with how much it weighs."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._vocabularies = directory.vocabularies
        self._settings = directory.settings
        # A group's texts are taken apart for what they mention, and again as sentences and as its body.
        self.words_in = lru_cache(_KEPT_TEXTS)(words_in)
        # The same for every group that chose a term.
        self._names = cache(self._language_names)
        self._words = cache(self._words_of)
        self._synonyms = cache(self._synonyms_of)
        self._said: dict[tuple[str, str], tuple[str, ...]] = {}
        self._further: dict[tuple[str, str], tuple[str, ...]] = {}
        self._loose: dict[tuple[str, str], tuple[str, ...]] = {}
        self._known = known = weights(*self._settings.languages_own_first)
        for term in self._vocabularies.get(SAID, ()):
            phrases = tuple(part for text in term.synonyms for part in telling_parts(text, known))
            for place, member in enumerate(term.members):
                vocabulary, _, key = member.partition("/")
                further = place and vocabulary == "offers"
                said = self._loose if "loosely" in term.extra else self._further if further else self._said
                said[vocabulary, key] = (*said.get((vocabulary, key), ()), *phrases)

    def own_labels(self, group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield its names and those of its public places, with their weight."""
        yield NAME, tuple(_group_names(group))
        rules = self._settings.postcode
        for place in group.places.values():
            if place.precision != PRIVATE:
                code = rules.outward_of(place.postcode) if rules and place.postcode else ""
                yield AREA, tuple(text for text in (place.town, place.name, code) if text)

    def labels(self, group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the directory's labels and synonyms for what a group chose, with their weight."""
        yield from self._offers(group)
        for term in self._terms("audiences", group.for_):
            yield AUDIENCE, self._words("audiences", term.key)
            yield LOOSE, self._loose.get(("audiences", term.key), ())
            beneath = self._vocabularies["audiences"].descendants(term.key)
            unchosen = [key for key in beneath if key not in self._chosen_keys["audiences"]]
            for narrower in self._terms("audiences", unchosen):
                yield LOOSE, self._words("audiences", narrower.key)
        for vocabulary, term in self._mentioned(group):
            yield LOOSE, self._words(vocabulary, term.key)
        yield from self._areas(group)
        yield from self._facts(group)
        for tag in group.languages:
            yield AREA, self._names(tag)

    def sentences(self, group: Group) -> Iterator[tuple[int, str]]:
        """Yield what a group says in whole sentences beside its body, with its weight."""
        yield from ((SUMMARY, text) for text in _texts(group, ("summary", "offers_note")))
        yield from ((AUDIENCE, text) for text in _texts(group, ("for_note",)))
        yield from ((NOTE, text) for text in notes(group))

    def answers(self, group: Group) -> Iterator[tuple[int, str]]:
        """Yield the sentences that a group's page says for what it chose and answered, with their weight."""
        for _, term in self._chosen(group):
            if term.sentence:
                yield NOTE, term.sentence
        for vocabulary, answers in (("gates", group.gates), ("access", group.access), ("includes", group.includes)):
            for term in self._terms(vocabulary, answers):
                if text := term.sentences.get(answers[term.key]):
                    yield NOTE, text

    def of_terms(self) -> Iterator[tuple[str, str, str]]:
        """Yield the words that lead to each term of `TERMS`, with its vocabulary and key."""
        for vocabulary in TERMS:
            for term in self._vocabularies[vocabulary]:
                for text in self._words(vocabulary, term.key):
                    yield vocabulary, term.key, text

    def _terms(self, vocabulary: str, keys: Iterable[str | None]) -> Iterator[Term]:
        terms = self._vocabularies[vocabulary]
        yield from (terms[key] for key in keys if key and key in terms)

    def _words_of(self, vocabulary: str, key: str) -> tuple[str, ...]:
        label = self._vocabularies[vocabulary][key].label
        return (label, *self._synonyms(vocabulary, key), *self._further.get((vocabulary, key), ()))

    def _synonyms_of(self, vocabulary: str, key: str) -> tuple[str, ...]:
        """A term's synonyms, and what people say that leads to it."""
        loose = self._loose.get((vocabulary, key), ())
        said = (*self._vocabularies[vocabulary][key].synonyms, *self._said.get((vocabulary, key), ()))
        return tuple(text for text in said if not loose or not {*telling_parts(text, self._known)} <= {*loose})

    def _mentioned(self, group: Group) -> Iterable[tuple[str, Term]]:
        """The terms that no group chose and of which this one says a word, each with its vocabulary."""
        if not self._unchosen:
            return ()
        words = [word for text in (*own_words(group), *notes(group)) for word in self.words_in(text)]
        begun = self._unchosen_begun
        said = self._unchosen.keys() & {*words, *(one + other for one, other in pairwise(words) if one in begun)}
        return {id(of[1]): of for word in sorted(said) for of in self._unchosen[word]}.values()

    @cached_property
    def _chosen_keys(self) -> dict[str, set[str]]:
        """The offers and audiences that any group chose."""
        groups = self._directory.groups.values()
        return {
            "offers": {key for group in groups for key in group.offers},
            "audiences": {key for group in groups for key in group.for_},
        }

    @cached_property
    def _unchosen(self) -> dict[str, list[tuple[str, Term]]]:
        """The most telling words and pairs of the offers and audiences that no group chose, each with these terms."""
        found: dict[str, list[tuple[str, Term]]] = {}
        for vocabulary, keys in self._chosen_keys.items():
            for term in self._vocabularies[vocabulary]:
                for text in () if term.key in keys else self._synonyms(vocabulary, term.key):
                    words = words_in(text)
                    if len(words) < 3 and all(self._known.get(word, MOST_TELLING) == MOST_TELLING for word in words):
                        found.setdefault("".join(words), []).append((vocabulary, term))
        return found

    @cached_property
    def _unchosen_begun(self) -> frozenset[str]:
        """What the words and pairs of `_unchosen` begin with."""
        return frozenset(word[:end] for word in self._unchosen for end in range(1, len(word)))

    def _offers(self, group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield its offers by label and synonyms.

        A family's words lead to the groups under it so weakly that they count only when no other group is found.
        """
        for term in self._terms("offers", group.offers):
            yield OFFER, (term.label,)
            yield OFFER_SYNONYM, self._synonyms("offers", term.key)
            yield FURTHER_OFFER, self._further.get(("offers", term.key), ())
            yield LOOSE, self._loose.get(("offers", term.key), ())
        offers = self._vocabularies["offers"]
        families = {above for key in group.offers if key in offers for above in offers.ancestors(key)}
        for term in self._terms("offers", sorted(families - set(group.offers))):
            yield WIDER, (term.label,)
            yield FAMILY, self._synonyms("offers", term.key)

    def _areas(self, group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield its areas and those above them, but the root, which would find everyone."""
        own, areas = self._directory.areas_of(group), self._vocabularies["areas"]
        for term in self._terms("areas", own):
            yield AREA, self._words("areas", term.key)
        above = {one for key in own if key in areas for one in areas.ancestors(key)}
        for term in self._terms("areas", sorted(above - {self._settings.root_area, *own})):
            yield WIDER, self._words("areas", term.key)

    def _chosen(self, group: Group) -> Iterator[tuple[str, Term]]:
        """Yield the words that a group chose for its facts, each with its vocabulary."""
        chosen = [(vocabulary, getattr(group, name)) for name, vocabulary in _CHOICES.items()]
        chosen += [(vocabulary, (getattr(group, name),)) for name, vocabulary in _CHOICE.items()]
        for vocabulary, keys in chosen:
            yield from ((vocabulary, term) for term in self._terms(vocabulary, keys))

    def _facts(self, group: Group) -> Iterator[tuple[int, tuple[str, ...]]]:
        for vocabulary, term in self._chosen(group):
            yield FACT, self._words(vocabulary, term.key)
        for vocabulary, answers in (("access", group.access), ("includes", group.includes)):
            for term in self._terms(vocabulary, answers):
                if answers[term.key] == "yes":
                    yield FACT, (term.label, *term.synonyms)
        for term in self._terms("gates", group.gates):
            if group.gates[term.key] == opens(term.key):
                yield FACT, term.synonyms

    def _language_names(self, tag: str) -> tuple[str, ...]:
        """A language's name in that of this edition, in the main language and in itself."""
        found = []
        for locale in (self._settings.language, self._settings.languages[0], tag):
            try:
                name = Locale.parse(locale, sep="-").languages.get(tag.partition("-")[0])
            except (UnknownLocaleError, ValueError):
                continue
            if name:
                found.append(name)
        return tuple(dict.fromkeys(found))
