"""Make the list of a language's ordinary words, by how often they are used.

python bench/relevance/ordinary_words.py en > plugins/ourtables/directory/ordinary/en.txt

It needs the package wordfreq (data: CC BY-SA 4.0), which nothing else needs: the list is made once and kept. A line
holds the words of one weight, from 0 (function words, which tell nothing about what somebody looks for) to 10.
"""

from __future__ import annotations

import sys
import unicodedata
from importlib import import_module

MOST = 22_000
# Words that tell of harm are kept from a longer list.
MOST_OF_HARM = 100_000
# Words this frequent per billion (Zipf scale) weigh as little as the first figure, rarer ones more, up to 10.
LEAST, STEP = 6.3, 0.15
# Articles, pronouns, prepositions, conjunctions, auxiliaries and the like, whatever their frequency.
FUNCTION_WORDS = {
    "en": """a about above after again against all almost along also although always am an and another any anybody
    anyone anything are aren't around as at away be because been before behind being below beneath beside besides
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during each
    either else enough even ever every everyone everything few for from get gets getting go goes going gone gonna got
    gotta had hadn't has hasn't have haven't having he he's her here here's hers herself him himself his how however i
    i'd i'll i'm i've if in into is isn't it it's its itself i'm just keep keeps let let's like lot lots many may maybe
    me might mine more most much must my myself near neither never no nor not now of off often oh ok okay on once one
    ones only onto or other others ought our ours ourselves out over own per perhaps please put quite rather really
    same shall she she's should shouldn't since so some somebody something sometimes somewhere still such than thank
    thanks that that's the their theirs them themselves then there there's these they they're thing things this those
    though through thus till to too toward towards under unless until up upon us very via wanna want wanted wants was
    wasn't way we we're we've well were weren't what what's when where where's whether which while who who's whom whose
    why will with within without won't would wouldn't yes yet you you're your yours yourself yourselves""",
}
# The same as phones and mouths have them, with greetings and words that only press a point.
SPOKEN_FUNCTION_WORDS = {
    "en": """actually ain't any1 anyfing anythin aving aye bare basically bc bloody bruv cannae cany coz cnt cos cuz dat
    didnae dinnae dis dnt dunno effing everythin everythink every1 fae fam feckin fecking frae fuck fuckin
    fucking gunna hav hello hey hi idk innit isnae k literally lol mi n naw no1 nothin nowt nuffin och omg owt
    pls plz proper pure r rn some1 somethin somethink sum1 sumthin sumthing summat ta tae tbh tha tho thx tryna
    theyd theyll theyve u ur wana wat wen wher wi wiv wnt wot weve ya ye yer yez youd youll yous youse youve""",
}

# People in one's life, whom everyone speaks of: whatever their frequency, they tell no more than `MOST_OF_PEOPLE`.
PEOPLE = {
    "en": """aunt auntie boyfriend boyfriends bro brother brothers cousin cousins da dad daddy dads daughter daughters
    ex father fiance fiancee friend friends girlfriend girlfriends gran grandad grandchildren granddad grandfather
    grandma grandmother grandpa grandparents grandson granny hubby husband husbands kid kids mam mammy mate mates mom
    mother mum mummy mums nan nana neighbour neighbours nephew niece partner partners sibling siblings sis sister
    sisters son sons spouse stepdad stepfather stepmother stepmum uncle wife wives""",
}
MOST_OF_PEOPLE = 4

# How words of harm begin. The rarer ones are kept too: nobody's distress may be taken for a slip.
HARM = {
    "en": """abduct abus addict agon alon asham assault attack batter bereav betray blad bleach bled bleed bruis bulim
    bulli bully burn chok cocain coerc crash cruel cutting death despair desper devast die distress dread
    drink drown drug drunk dying electrocut enslav evict exploit fight fright gaslight grab grief griev
    groom guilt gun hang haras harm hatred helpless heroin homeless homophob hopeless hospital humiliat
    hung hunger hurt ignor incest inject injur insult intimidat isolat jail kidnap kill knif lacerat lonel
    manipulat miscarr misogyn molest murder neglect nightmar noos overdos panic paracetamol persecut pill
    poison prostitut psychot punch punish purg racis rape raping rapist razor restrain scald scar scream
    seclu sedat shak sham shock shoot shot shov slap slaughter slaver slit smack smother spik stab stalk
    starv steal stillb strangl strangu struck suffer suffocat suicid swallow tablet terrif terror threat
    tortur traffick transphob traum trigger unalive unlov unsafe unwant victim violat violen vomit whip
    wither worthless wound wrist""",
}


def plain(word: str) -> str:
    """A word as the search folds it: without case, marks and apostrophes."""
    bare = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in bare if sign.isalnum())


def main(language: str) -> None:
    """Print the list of a language."""
    wordfreq = import_module("wordfreq")
    words = f"{FUNCTION_WORDS.get(language, '')} {SPOKEN_FUNCTION_WORDS.get(language, '')}".split()
    function = {plain(word) for word in words}
    lines: dict[int, list[str]] = {0: sorted(function)}
    seen = set(function)
    people = {plain(word) for word in PEOPLE.get(language, "").split()}
    harm = tuple(HARM.get(language, "").split())
    for place, word in enumerate(wordfreq.top_n_list(language, MOST_OF_HARM)):
        folded = plain(word)
        if place >= MOST and folded not in people and not (folded.startswith(harm) and folded.isalpha()):
            continue
        if folded in seen or not folded or folded.isdigit():
            continue
        seen.add(folded)
        weight = round((LEAST - wordfreq.zipf_frequency(word, language)) / STEP)
        lines.setdefault(max(1, min(MOST_OF_PEOPLE if folded in people else 10, weight)), []).append(folded)
    for weight in sorted(lines):
        print(weight, *lines[weight])


if __name__ == "__main__":
    main(sys.argv[1])
