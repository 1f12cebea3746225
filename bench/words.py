"""The words that made listings are written with.

A search index grows with the different words it holds, and in real text their number grows with the text. So sentences
have gaps filled from lists, and names of people, streets and houses are put together from syllables: a long tail of
words that stand in few listings each.
"""

# ruff: noqa: SIM905 (lists of words read better as text)

from __future__ import annotations

import re
from random import Random

THINGS = """
    tea toast soup bread kettle blanket piano radio crossword jigsaw teapot sofa garden allotment shed bench bicycle
    camera guitar drum sewing knitting clay paint collage zine poem story map letter stamp postcard candle lantern
    window stove biscuit marmalade chutney curry dumpling samosa pierogi porridge pancake noodles chess dominoes
    backgammon ukulele accordion tambourine harmonica loom embroidery crochet origami puppet mask banner badge
    pamphlet library archive cassette photograph microphone projector telescope compass rucksack wellington umbrella
    greenhouse compost beehive orchard tomato lavender rosemary sunflower bramble hedge pond river canal towpath
    lighthouse harbour moor woodland footpath stile hillside beach pebble seaweed tide storm frost snowdrop heron
    robin swift badger hedgehog greyhound cat goat pony tortoise scarf cardigan slipper quilt hammock rocking-chair
    armchair carpet curtain lamp fireplace tile brick plank hammer spanner toolbox paintbrush ladder wheelbarrow
    minibus ferry tram lift ramp handrail doorbell key rota notebook calendar cashbox receipt grant invoice leaflet
    newsletter website password laptop headset keyboard printer photocopier blackboard easel canvas mural mosaic
    """.split()  # fmt: skip
SUBJECTS = """
    hearing-voices visions panic sleeplessness nightmares medication withdrawal sectioning detention restraint
    seclusion discharge tribunals benefits assessments housing eviction debt loneliness grief bereavement anger shame
    hope faith prayer dreams memory trauma abuse violence self-harm starvation bingeing dissociation parts plurality
    psychosis mania despair boredom childhood fostering prison asylum exile migration racism homophobia transphobia
    sexism poverty class unemployment redundancy menopause pregnancy parenthood caring ageing illness pain fatigue
    disability deafness blindness autism dyslexia dyspraxia addiction drinking gambling recovery survival friendship
    laughter music politics history rights advocacy complaints inquests justice peace solidarity dignity consent
    choice refusal silence touch food money work school college university neighbours landlords doctors psychiatrists
    nurses social-workers police courts solicitors newspapers television
    """.split()  # fmt: skip
PEOPLE = """
    bus-driver baker nurse teacher student cleaner plumber gardener librarian retired-miner welder waitress cook
    bricklayer poet painter printer postman shopkeeper taxi-driver farmer fisherman shepherd grandmother grandfather
    aunt uncle carer single-parent foster-parent musician drummer seamstress joiner electrician hairdresser barber
    butcher grocer florist vicar imam rabbi nun soldier sailor stoker typist clerk porter caretaker lollipop-lady
    """.split()  # fmt: skip
DOINGS = """
    talk listen sing draw paint write read cook bake eat walk swim dance drum knit sew mend garden dig plant harvest
    argue laugh cry rest nap breathe stretch play remember plan campaign march petition complain translate advocate
    interpret photograph film record publish print fold cut glue carve whittle weave spin juggle rehearse perform gossip
    compare borrow lend share swap barter repair recycle decorate polish sweep wash iron shop budget
    fill-in-forms
    """.split()  # fmt: skip
QUALITIES = """
    quiet noisy warm draughty bright gentle stubborn scruffy friendly awkward patient curious cheerful gloomy honest
    blunt kind slow hopeful tired brave shy funny serious peculiar ordinary crowded roomy dusty tidy chaotic calm
    fierce tender plain colourful salty sweet bitter rough smooth steep level muddy frosty sunny rainy
    """.split()  # fmt: skip
VENUES = """
    hall library chapel church mosque gurdwara synagogue temple café pub clubhouse pavilion scout-hut allotment
    school-room warehouse workshop studio boathouse barn cellar attic arcade market bookshop bakery museum theatre
    cinema bandstand cricket-club bowling-green fire-station railway-arch shopfront laundrette credit-union
    """.split()  # fmt: skip
NAME_HEADS = """
    Kettle Table Lantern Bench Door Window Teapot Blanket Raft Anchor Harbour Rookery Heron Magpie Starling Bramble
    Ember Candle Compass Ladder Thread Button Needle Quilt Patchwork Paper Pencil Radio Moonlight Midnight Sunday
    Wednesday Thursday Friday Tide Pebble River Canal Bridge Corner Cellar Attic Stair Porch Garden Orchard Hedge
    Nettle Thistle Rowan Hawthorn Willow Alder Saltmarsh Moor Ferry Lighthouse Signal Semaphore Echo Chorus Whistle
    """.split()  # fmt: skip
NAME_TAILS = """
    Circle Collective Kitchen Room Line Club Company Union Choir Workshop Crew Friends Table Network Exchange Walkers
    Writers Makers Assembly Commons Front Gathering Survivors Neighbours Fellowship Meeting Project Group House Hub
    """.split()  # fmt: skip

OPENINGS = (
    "We began with {number} people around a {thing} in {town} and talked about {subject}.",
    "{Person} and {person} met on a ward, and when they came out they borrowed a {venue} in {town}.",
    "A {quality} group in {town} for people who know {subject} from the inside.",
    "Nobody here is an expert in you. We are {number} people from {town} who have lived with {subject}.",
    "This started as a complaint about {subject} and turned into a {quality} evening with a {thing}.",
    "After the {venue} on {street} shut, {person} put a {thing} on the table and {number} of us stayed.",
)
HAPPENINGS = (
    "We {doing} first and {doing} afterwards; the {thing} comes out at half past.",
    "Some people {doing}, some {doing}, and some sit beside the {thing} and say nothing at all.",
    "There is a {thing}, a {quality} {thing} and usually somebody who brings a {thing}.",
    "Once a month we talk about {subject} and {subject}, without a leader and without notes.",
    "{Person} from {town} taught us to {doing}, and now {person} teaches others.",
    "If you want to talk about {subject}, you can; if you would rather {doing}, nobody minds.",
    "In the **{quality} room** you can {doing}; in the other one we talk about *{subject}*.",
    "We keep a shelf about {subject}, {subject} and {subject}, which anybody may borrow.",
    "On fine days we take the {thing} to {street} and {doing} there.",
    "We go round once, everybody may pass, and then it's open until {person} puts the {thing} away.",
)
WHO = (
    "A {job}, a {job}, two people who used to be a {job}, and {person}, who founded it.",
    "All of us have lived with {subject}. None of us is paid.",
    "{Number} people hold the keys: {person}, {person} and whoever is next on the list.",
    "We decide everything at the {thing}, by talking until we agree, and {person} writes it down.",
    "Most of us live between {town} and {street}. Some have been patients, some were detained, some were never asked.",
    "A {job} looks after the money and a {job} checks it; the book lies open on the {thing}.",
)
DONTS = (
    "We don't diagnose, keep files or report back to anybody about {subject}.",
    "We don't tell you to {doing}. We don't tell you to take or leave medication either.",
    "Nobody here is staff, nobody is a case, and nobody has to talk about {subject}.",
    "We can't give legal advice about {subject}; we can come with you to somebody who does.",
    "We aren't a service. If the {thing} is broken, it stays broken until one of us mends it.",
)
ITEMS = (
    "a {quality} corner to {doing} in",
    "help with letters about {subject}",
    "a {thing} and a {thing} to share",
    "somebody to {doing} with",
    "company on the way from {street}",
    "a talk about {subject} every few months",
)
NOTES = (
    "Ask {person}, who is there before everyone else.",
    "We bought a {thing} together and still argue about the {thing}.",
    "It takes {number} of us to carry the {thing}, so come early.",
    "If {subject} comes up and it's too much, you can sit with {person} in the {quality} room.",
    "We have a {thing} for whoever needs it, and a {quality} place to wait.",
    "Tell us beforehand about {subject} if that helps; you don't have to.",
    "You can bring somebody, and nobody will ask you to {doing}.",
    "The bus to {street} stops outside; the last one goes at ten past nine.",
)
SUMMARIES = (
    "A {quality} place in {town} to {doing} and talk about {subject}.",
    "People in {town} who have lived with {subject}, and a {thing}.",
    "We {doing} together every week, run by those of us who know {subject}.",
    "{Person}'s {thing}, {number} chairs and no forms. About {subject}, mostly.",
)
TEXTS = {
    "cy": (
        "Mae rhai ohonom yn clywed lleisiau, ac mae pawb yn {town} yn cael croeso wrth y bwrdd.",
        "Paned yn gyntaf, wedyn rydym yn siarad, yn canu neu'n tewi yng nghwmni {person}.",
        "Dechreuodd {person} y grŵp ar {street} am nad oedd neb arall yn gwrando.",
        "Does neb yn cywiro neb, a does dim rhaid dweud gair am yr ysbyty nac am feddyginiaeth.",
        "Rydym yn cerdded at yr afon pan fydd hi'n braf, ac yn eistedd wrth y tân pan fydd hi'n bwrw.",
        "Ffermwr, nain, gyrrwr bws a {person}: criw bach, a lle i ragor bob amser.",
        "Bydd rhywun wrth y drws i'ch croesawu, ac mae croeso i chi ddod â ffrind.",
        "Nid gwasanaeth ydym ni, ac nid oes neb yn cadw nodiadau amdanoch.",
    ),
    "ur": (
        "ہم نے یہ دسترخوان {town} میں اس لیے بچھایا کہ ہمیں کہیں اور جگہ نہیں ملی۔",
        "ہر ہفتے ہم مل کر کھانا بناتی ہیں اور دل کی بات کرتی ہیں، کسی فارم کے بغیر۔",
        "یہاں کوئی نصیحت نہیں کرتا اور کوئی پاگل نہیں کہتا، بس چائے اور خاموشی بھی کافی ہے۔",
        "یہ گروپ {person} نے شروع کیا، جو خود ہسپتال میں رہ چکی ہیں۔",
        "بچے ساتھ لا سکتے ہیں، اور دروازے پر کوئی آپ کو ضرور ملے گا۔",
        "ہم آوازوں، غم، نیند نہ آنے اور ہنسی کی بھی باتیں کرتے ہیں۔",
        "یہاں کی بات یہیں رہتی ہے، گھر والوں کو بھی نہیں بتائی جاتی۔",
        "پیسوں کا حساب سب کے سامنے ہوتا ہے اور فیصلہ سب مل کر کرتے ہیں۔",
    ),
}
NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_ONSETS = "b br c cl d dr f fl g gr h j k kn l m n p pl r s sh st t th tr v w wh".split()
_VOWELS = "a e i o u ai ee oa ou ie".split()
_CODAS = "ck d ff l ll m n nd ng nt r rd rn s st t th x b g".split()
_PERSON_ENDS = "a e y ie et on ella ina us".split()
_HOUSE_ENDS = "ton ham ley wick by thorpe stead worth combe gate field bury".split()
_ROADS = "Road Street Lane Row Terrace Avenue Hill Close Place Wynd Yard".split()
_GAP = re.compile(r"\{(\w+)\}")


class Writer:
    """Fills sentences by one seeded source of chance; `towns` are real names of places nearby."""

    def __init__(self, chance: Random, towns: list[str]) -> None:
        self.chance = chance
        self.towns = towns

    def fill(self, sentence: str) -> str:
        """A sentence with each gap filled; a gap with a capital gets one."""
        return _GAP.sub(lambda gap: self._capital(gap[1]), sentence)

    def some(self, sentences: tuple[str, ...], count: int) -> list[str]:
        """Some different sentences, filled."""
        return [self.fill(one) for one in self.chance.sample(sentences, min(count, len(sentences)))]

    def one(self, sentences: tuple[str, ...]) -> str:
        """One sentence, filled."""
        return self.fill(self.chance.choice(sentences))

    def person(self) -> str:
        """A first name that is nobody's."""
        return (self._syllable() + self.chance.choice(_PERSON_ENDS)).capitalize()

    def house(self) -> str:
        """A name for a street or a house that is nowhere."""
        return (self._syllable() + self.chance.choice(("", "", self._syllable())) + self._end()).capitalize()

    def street(self) -> str:
        """A street that is nowhere."""
        return f"{self.house()} {self.chance.choice(_ROADS)}"

    def _capital(self, gap: str) -> str:
        word = self._word(gap.lower())
        return word[0].upper() + word[1:] if gap[0].isupper() else word

    def _word(self, gap: str) -> str:
        lists = {"thing": THINGS, "subject": SUBJECTS, "job": PEOPLE, "doing": DOINGS, "quality": QUALITIES}
        lists |= {"venue": VENUES, "number": NUMBERS, "town": self.towns}
        if gap in lists:
            # Squared, so that some words are common and most are rare, as in real text.
            words = lists[gap]
            return words[int(len(words) * self.chance.random() ** 2)].replace("-", " ")
        return self.person() if gap == "person" else self.street()

    def _syllable(self) -> str:
        return self.chance.choice(_ONSETS) + self.chance.choice(_VOWELS) + self.chance.choice(_CODAS)

    def _end(self) -> str:
        return self.chance.choice(_HOUSE_ENDS)
