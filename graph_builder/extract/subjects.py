"""Whether a clause can have the person named before as its subject, or has one of its own that no rule read."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.kin import kin_pattern
from graph_builder.extract.person_name import may_be_name, name_length, surname, title_pattern
from graph_builder.extract.stated import parted, sanction_words
from graph_builder.extract.tokens import is_word, tokens
from graph_builder.lexicon import load

_WHEN_ADVERB = re.compile(
    "^(?:在[^，,。；;]{2,12}?(?:范围内?|系统内?|会上)|经[^，,。；;]{0,12}?(?:研究|决定|批准|批复|同意)(?:决定)?|\\d{2,4}年|\\d{1,2}月|\\d{1,2}日|[上下]半年|[底初]|并|后|均|先后|同时|现|已|又|且|也|另|本人|随后|最终|经|依法|分别|于|在)+"
)
"""Words at a clause's head that say when or how: what else stands there may be a name."""


def bare(clause: str) -> str:
    """A clause without the words at its head that say when or how."""
    return _WHEN_ADVERB.sub("", clause)


def has_subject(words: str) -> bool:
    """Whether a clause opens with a noun: something else is meant than whom the clause before names (单位被问责)."""
    if not words or re.match("其|本人|因|以|犯|涉嫌|违反|利用|私自|擅自|收受|违规|严重", words):
        return False
    tags = tokens(words).tags
    return tags[0][0] in "nrs" or tags[-1][0] in "nr"


@cache
def unread_name() -> re.Pattern[str]:
    """A post that is the clause's subject, with its holder's name whether or not a rule read it, or with none."""
    titles = any_of(load("people")["titles"])
    return re.compile(f"(?<![任为]){titles}(?:[\u3400-\u9fff]{{2,3}})?$")


def others_between(text: str, start: int, end: int, *, bodies: bool, anywhere: bool = False) -> bool:
    """Whether, of the clauses that begin between two places, one may be about somebody who is not named before.

    `bodies`: a body (城投公司, 村委会) counts, too. `anywhere`: so does a name behind a verb (追缴祁卉冒领的低保金).
    """
    clauses = parted(text[start:end])[1:-1]
    return any(_of_another(c, bodies=bodies) or (anywhere and _holds_name(c)) for c in clauses)


def _holds_name(clause: str) -> bool:
    """Whether a word that may be somebody's name stands in a clause."""
    words = tokens(clause).words
    return any(len(w) in (2, 3) and not is_word(w) and surname().match(w) is not None for w in words)


_ACTS_ON = re.compile("(?:同志|及时|当面|依规|依纪|依法|分别|先后|代表[^，,。；;]{1,8})*(?:对|责令|约谈|给予其)")
_OBJECT_LED = re.compile("(?:对|给予|被|约谈|查处|免去|责令)[^，,。；;]*$")


def acts_on(text: str, person: Span) -> bool:
    """Whether a person is who sanctions somebody: 县委书记某某对其进行约谈, 某某责令其作出检查."""
    behind = _ACTS_ON.match(text, person.end)
    if behind is None:
        return False
    end = _CLAUSE_END.search(text, behind.end())
    limit = end.start() if end else len(text)
    sanction = sanction_words().search(text, behind.end() - 2, limit)
    if sanction is None or re.search("被|受到|作出|作(?=检)", text[behind.end() : sanction.start()]):
        return False
    return _OBJECT_LED.search(text, max(0, person.start - 30), person.start) is None


_CLAUSE_END = re.compile("[，,。；;\\n]")


def governed(text: str, clause: Span, person: Span, before: int) -> bool:
    """Whether a person's clause names him as whom another deals with: 收受老板某某贿赂, 对某某疏于管理, 与某某争执.

    `before`: where the name before his ends.
    """
    lead, rest = text[max(clause.start, before) : person.start], text[person.end : clause.end]
    cut = tokens(lead)
    for match in (m for m in _governs().finditer(lead) if _to_name().fullmatch(lead, m.end())):
        if match.group("towards"):
            return sanction_words().search(rest) is None and not _LOOKED_INTO.search(rest)
        if match.group("beside") and before > clause.start and not _SHARED.match(rest):
            return True
        whole = cut.is_start(match.start()) and len(cut.words[cut.at(match.start())]) <= len(match.group())
        if whole and not match.group("beside"):
            return True
    return False


_LOOKED_INTO = re.compile("审查|调查|核查|查处|处理|处罚|判")
_SHARED = re.compile("等|均|都|分别|先后|双双|二人|两人|被|受到|因|[、，,和与及]|$")
"""What is said of two people named side by side right before it."""


@cache
def _governs() -> re.Pattern[str]:
    """Words behind which a name, with his body and post or without, is no subject."""
    people = load("people")
    words = any_of([*people["governs"], *people["done_to"]])
    return re.compile(f"(?P<towards>(?<![相应针绝面])对)|(?P<beside>{any_of(people['beside'])})|{words}")


@cache
def _to_name() -> re.Pattern[str]:
    """What may stand between such a word and the name: whose relative he is, or his body and post."""
    return re.compile(f"(?:[^，,。；;、]{{0,30}}?(?:{title_pattern()}|{kin_pattern()}))?的?")


_PERSON = re.compile("[员长人师工]$|干部$|领导$|书记$|主任$|经理$|会计$|出纳$|同志$|教授$")
_BODY = re.compile("[村社镇乡局厅院校所站队股室处部组委]$|公司$|集团$|单位$|中心$|[支分]行$|银行$|企业$|机关$|协会$")
_NOUNS = ("n", "j", "l", "b", "vn", "s", "z", "f", "a")
"""Parts of speech of the words that stand before a name or a post and say whose it is."""


_OFFICES = re.compile("(?:先后|一直|[历曾现时原后调转兼升改])+(?:担?任|系|为)")
"""What tells of further offices of the person named before."""


@cache
def _holder() -> re.Pattern[str]:
    """A post that does something: who held it then is meant (时任镇党委书记督促不力)."""
    return re.compile(
        f"^[时现原]任[^，,]{{0,16}}?{title_pattern()}(?!期间|时|等|职务|一职|至今|以来)(?=[\u3400-\u9fff])"
    )


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(kin_pattern())


_APPOINTED = re.compile("任命|聘任|选举|推选|接任|接替|改由|改派")
"""What tells of a successor."""


def _of_another(clause: str, *, bodies: bool) -> bool:
    """Whether a clause opens with what may be somebody's name, post or relation (苗卉任村文书期间…, 炊事员脱岗)."""
    when = _WHEN.match(clause)
    words = clause[when.end() :] if when else clause
    if _OFFICES.match(words):
        return _holder().search(words) is not None
    if (unlisted := _acting().match(words)) and may_be_name(unlisted[1]):
        return unlisted[1][0] not in load("people")["no_name_begins"]
    if _relation().match(words) or _APPOINTED.search(words):
        return True
    words = re.sub("^[某该]", "", words)
    cut = tokens(words[:24])
    for start, word, tag in zip(cut.starts, cut.words, cut.tags, strict=True):
        if _may_begin_name(words[start:], word, tag):
            return True
        if not tag.startswith("n") and _is_of(words[:start], bodies=bodies):
            return True
        if not (tag.startswith(_NOUNS) or word in _work()):
            return False
    return False


_WHEN = re.compile(
    "(?:\\d{2,4}年|\\d{1,2}月|\\d{1,2}日|[上下]半年|[底初至]|期间|以来|同时|其中|此外|另外|另|经查|当日|同年|同月|后)+"
)


@cache
def _acting() -> re.Pattern[str]:
    """Words before what mostly a person does."""
    return re.compile("([\u3400-\u9fff]{2,4}?)(?=在?(?:担任|任)|身为|作为|利用|因(?!此)|被|受到|同志)")


@cache
def _work() -> frozenset[str]:
    """What bodies and their staff do, of which names of posts are made (执法队员)."""
    return frozenset(load("departments")["work"])


def _may_begin_name(words: str, word: str, tag: str) -> bool:
    """Whether a name can stand here: what a rule would read, or a word that no dictionary holds behind a surname."""
    if len(word) in (2, 3) and not is_word(word) and surname().match(word):
        return True
    length = name_length(words)
    if length is None or tag in ("p", "c", "d", "r"):
        return False
    return tag == "nr" or not is_word(words[:length])


def _is_of(subject: str, *, bodies: bool) -> bool:
    return _PERSON.search(subject) is not None or (bodies and _BODY.search(subject) is not None)
