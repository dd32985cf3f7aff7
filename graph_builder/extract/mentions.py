"""All names of a notice, found once; passages then ask for those that lie in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import attrgetter

from rapidfuzz.distance import Prefix

from graph_builder.claim import Span
from graph_builder.extract.abbreviations import Abbreviation, abbreviations, used, without_parts
from graph_builder.extract.acting import as_bodies, as_body
from graph_builder.extract.alternation import any_of
from graph_builder.extract.bodies import bodies, elided
from graph_builder.extract.departments import branches, departments
from graph_builder.extract.documents import titles
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.in_charge import in_charge
from graph_builder.extract.mention import Cells, Mention, Placed, longest
from graph_builder.extract.names import anchored, companies, projects
from graph_builder.extract.occurrences import occurrences, standing
from graph_builder.extract.people import officials, removed
from graph_builder.extract.person_name import title_pattern
from graph_builder.extract.places import places
from graph_builder.extract.region import region_of
from graph_builder.extract.tokens import Tokens, is_word, tokens
from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import Division
from graph_builder.nets import Net, Proposal, ProposedSanction
from graph_builder.parse import Outline

_ISSUER = re.compile(
    "^(?!关于)(?P<body>.{2,40}?)\\s*(?=关于|巡视整改|巡察整改|审计(?![局厅署委])|整改|贯彻|落实|第[一二三四五]轮|通报|公开通报|公开曝光|20\\d\\d年)"
)


_HAN = "[\u3400-\u9fff]"
_BRAND = re.compile(f"{_HAN}{{4}}")
_PART = re.compile("[京津冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新蒙疆][东南西北中](?=[\u3400-\u9fff]{6})")
"""A part of a province at the head of a company's name (湘南|…公司)."""


@dataclass(frozen=True)
class Naming:
    """The names of one notice: `mentions` inside its problems and front passages, its issuer and region."""

    mentions: tuple[Mention, ...]
    front_passages: tuple[Span, ...]
    issuer: Mention | None
    region: Division
    abbreviations: tuple[Abbreviation, ...] = ()
    sanctions: tuple[ProposedSanction, ...] = ()

    @classmethod
    def of(cls, text: str, outline: Outline, net: Net | None = None) -> Naming:
        """Find every name in the passages of an outline; `net` adds what no rule saw."""
        words = tokens(text)
        issuer = _issuer(text, outline)
        title = outline.header.title.cut(text) if outline.header.title else ""
        region = region_of(*([issuer.name] if issuer else []), title)
        known = Gazetteer.of(text, region)
        front = _front(outline)
        passages = [*front, *(s for p in outline.problems for s in (p.span, p.answer, *p.fields) if s)]
        passages = _outermost(passages)
        found: list[Mention] = []
        own = issuer is not None and re.search("公司|集团", issuer.name) is not None
        house = _INSTITUTION.search(issuer.name) if issuer else None
        for block in _blocks(passages):
            named = _in_passage(words, block, known)
            named += _own_company(text, block, named) if own else []
            named += _own_institution(text, block, house.group(), named) if house else []
            found += named
        found = _in_fields(text, [f for p in outline.problems for f in p.fields], found)
        people = {m.name for m in found if m.label == "Official" and not m.masked}
        # A name that ends like a water or town (甲长江) is the person's wherever it stands.
        found = [m for m in found if m.label != "Place" or m.name not in people]
        its = (issuer.name, "党工委" if issuer.name.endswith("工作委员会") else "") if issuer else ()
        found = [
            m
            for m in _trimmed(found)
            if m.name not in _own_bodies() or m.rule == "twin_organ" or any(i.endswith(m.name) for i in its)
        ]
        cells = Cells(Span(0, len(text)), (m.span for m in found))
        found += _repeated(text, passages, found, cells)
        short = list(abbreviations(text, passages, found))
        if short:
            found = without_parts(text, passages, short, found)
            cells = Cells(Span(0, len(text)), (m.span for m in found))
        found += used(text, passages, short, cells)
        spans = {m.span for m in found}
        proposed = net.propose(text, passages) if net else []
        found += _seen(text, [p for p in proposed if isinstance(p, Proposal)], cells)
        whole = cls(tuple(sorted(found, key=attrgetter("span"))), tuple(front), issuer, region)
        ends: list[Mention] = []
        for problem in outline.problems:
            both = [problem.span, *([problem.answer] if problem.answer else [])]
            named = [m for passage in both for m in whole.within(passage)]
            ends += _short_projects(text, both, named)
            ends += _short_companies(text, both, named, known)
        return replace(
            whole,
            mentions=tuple(sorted([*whole.mentions, *ends], key=attrgetter("span"))),
            abbreviations=tuple(a for a in short if a.short.span in spans),
            sanctions=tuple(p for p in proposed if isinstance(p, ProposedSanction)),
        )

    def in_title(self, text: str, outline: Outline) -> Mention | None:
        """The issuer as the title names it, when the notice is signed as well."""
        title = outline.header.title
        match = _ISSUER.match(title.cut(text)) if title else None
        if title is None or match is None or not self.issuer or self.issuer.span.overlaps(title):
            return None
        span = Span(title.start, title.start + match.end("body"))
        label = "Place" if re.search("[省市县区州旗]$", match.group("body")) else "Unit"
        return Mention(span.cut(text), label, span, "title")

    @cached_property
    def _placed(self) -> Placed:
        return Placed(self.mentions)

    def within(self, span: Span) -> list[Mention]:
        """The mentions that lie in a passage, in reading order."""
        return self._placed.within(span)

    def front(self) -> list[Mention]:
        """The mentions outside the problems."""
        return [m for passage in self.front_passages for m in self.within(passage)]


def _seen(text: str, proposed: list[Proposal], cells: Cells) -> list[Mention]:
    """What a net proposes where no rule read a name, as mentions that bear the net's name."""
    return [
        Mention(p.span.cut(text), p.label, p.span, f"net_{p.net}", net=p.net, confidence=p.confidence)
        for p in proposed
        if cells.free(p.span)
    ]


def _in_fields(text: str, fields: list[Span], found: list[Mention]) -> list[Mention]:
    """The names found, towns that a field charges as bodies, and with them the people whom fields name alone."""
    placed = Placed(found) if fields else None
    bodies: dict[Mention, Mention] = {}
    people: list[Mention] = []
    for field in fields:
        inside = placed.overlapping(field) if placed else []
        bodies |= {m: as_body(m, field) for m in inside}
        people += in_charge(text, field, [m.span for m in inside])
    return [bodies.get(m, m) for m in found] + people


def _own_company(text: str, passage: Span, found: list[Mention]) -> list[Mention]:
    """What a company's notice calls itself: 集团公司."""
    cells = Cells(passage, (m.span for m in found))
    spans = (Span(*m.span()) for m in _own_firm().finditer(text, *passage))
    return [Mention(s.cut(text), "Company", s, "own_company") for s in spans if cells.free(s)]


@cache
def _own_firm() -> re.Pattern[str]:
    return re.compile(
        "(?:集团|总)公司(?![\u3400-\u9fff]{0,2}党)"
        f"|{_LED}(?:集团|公司)(?=(?:原|时任|(?!党)){title_pattern()}[、\u3400-\u9fff])"
    )


_LED = "(?:(?<![\u3400-\u9fff])|(?<=[对予任由将]))"
"""Where a name can begin: at no Chinese character, or behind what leads to somebody (对, 给予, 时任)."""
_INSTITUTION = re.compile(
    "(?:医院|学校|大学|学院|中学|小学|研究院|研究所|银行)$|(?:医院|学校|大学|学院)(?=党委|党总支|党支部)"
)
_OWN_NAMES = {"大学": "学校", "中学": "学校", "小学": "学校"}


def _own_institution(text: str, passage: Span, ending: str, found: list[Mention]) -> list[Mention]:
    """What an institution's notice calls itself at the head of a clause: 医院终止合同, 学校修订办法."""
    name = _OWN_NAMES.get(ending, ending)
    cells = Cells(passage, (m.span for m in found))
    spans = (Span(*m.span()) for m in _own_name(name).finditer(text, *passage))
    return [Mention(name, "Unit", s, "own_institution") for s in spans if cells.free(s)]


@cache
def _own_name(name: str) -> re.Pattern[str]:
    return re.compile(f"(?!、){_LED}{name}(?={_HAN})(?!{any_of(load('bodies')['not_after_own'])})")


def _outermost(passages: list[Span]) -> list[Span]:
    """Passages without those that lie in another (a table's column between two of the answer's)."""
    kept: list[Span] = []
    for passage in sorted(passages, key=lambda p: (p.start, -p.end)):
        if not (kept and kept[-1].covers(passage)):
            kept.append(passage)
    return kept


def _blocks(passages: list[Span]) -> list[Span]:
    """Passages joined where only a label stands between them: names do not run over it, and one look does for both."""
    blocks: list[Span] = []
    for passage in passages:
        if blocks and passage.start - blocks[-1].end <= GAP:
            blocks[-1] = Span(blocks[-1].start, passage.end)
        else:
            blocks.append(passage)
    return blocks


GAP = 12
"""Characters of a label between two passages of one problem (整改落实情况:)."""


@cache
def _own_bodies() -> frozenset[str]:
    """Bodies that without a name before them are the issuer's own (党组), or nobody's in particular."""
    return frozenset({"党委", "党组", "党工委", "党总支", "党支部", "纪委", "监委", "政府", "人大", "政协"})


def _trimmed(found: list[Mention]) -> list[Mention]:
    """Cut a stray character off the head of a name that stands clean elsewhere in the notice (将甲市场 → 甲市场)."""
    clean = {(m.name, m.label) for m in found}
    return [
        replace(m, name=m.name[1:], span=Span(m.span.start + 1, m.span.end))
        if len(m.name) > 5 and m.name[0] not in "省市州县区旗镇乡局厅院校" and (m.name[1:], m.label) in clean
        else m
        for m in found
    ]


def _front(outline: Outline) -> list[Span]:
    header = outline.header
    passages = [
        header.opening,
        *(u.span for u in outline.unread if u.reading == "outside"),
        header.signature,
        header.dated,
    ]
    kept: list[Span] = []
    for span in passages:
        if span and not any(span.overlaps(k) for k in kept):
            kept.append(span)
    return sorted(kept)


def _issuer(text: str, outline: Outline) -> Mention | None:
    """Who signed the notice, else whom its title names before 关于."""
    signature, title = outline.header.signature, outline.header.title
    if signature and len(signature.cut(text)) >= 4:
        return Mention(signature.cut(text), "Unit", signature, "signature")
    match = _ISSUER.match(title.cut(text)) if title else None
    if title and match:
        span = Span(title.start, title.start + match.end("body"))
        return Mention(span.cut(text), "Unit", span, "title")
    return None


def _in_passage(words: Tokens, span: Span, known: Gazetteer) -> list[Mention]:
    text = words.text
    cited = titles(text, span)
    named = list(bodies(words, span, known))
    named += departments(words, span, named)
    works = list(projects(words, span, known))
    firms = list(companies(words, span, known))
    named += firms
    named += branches(text, span, firms)
    works = [_grown(text, project, named) for project in works]
    named += works
    named += anchored(words, span, works, firms)
    named += as_bodies(text, span, places(words, span, known))
    outside = Cells(span, cited)
    gone = [m for m in removed(text, span) if outside.free(m.span)]
    named = [_behind(text, m, gone) for m in named] if gone else named
    plain = [m for m in longest(_prefer(named)) if outside.free(m.span)]
    placed = Placed(plain)
    plain += [
        m for m in elided(words, span, plain) if not any(len(o.name) >= len(m.name) for o in placed.overlapping(m.span))
    ]
    placed = Placed(plain)
    people = [m for m in [*gone, *officials(text, span, plain)] if outside.free(m.span)]
    people = [
        p
        for p in longest(people)
        if not any(o.span.covers(p.span) and o.span != p.span for o in placed.overlapping(p.span))
    ]
    cells = Cells(span, (p.span for p in people))
    return longest([*people, *(m for m in plain if cells.free(m.span))])


def _grown(text: str, project: Mention, bodies: list[Mention]) -> Mention:
    """A project's name with the body's that it begins with (州人民医院|传染病救治中心建设项目)."""
    start = min((b.span.start for b in bodies if b.span.end == project.span.start and not b.masked), default=None)
    if start is None:
        return project
    span = Span(start, project.span.end)
    return replace(project, name=span.cut(text), span=span)


def _behind(text: str, mention: Mention, people: list[Mention]) -> Mention:
    """A name cut where a person's name that runs into it ends."""
    end = next((p.span.end for p in people if mention.span.start < p.span.end < mention.span.end), None)
    if end is None:
        return mention
    return replace(mention, name=text[end : mention.span.end], span=Span(end, mention.span.end))


_ORDER = ("Official", "Company", "Project", "Unit", "Place")


def _prefer(named: list[Mention]) -> list[Mention]:
    """Of two readings of the same words, the one whose label is the more telling comes first."""
    return sorted(named, key=lambda m: (m.span, _ORDER.index(m.label)))


@cache
def _long_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings of projects that can stand for the whole name, each with how such a name ends."""
    endings = (end for end in load("names")["project_endings"] if len(end) >= 3)
    return tuple((end, (end, end + "项目", end + "工程")) for end in endings)


def _short_projects(text: str, passages: list[Span], found: list[Mention]) -> list[Mention]:
    """The last words of a project's name (扩建项目), where the same problem uses them for the project."""
    names = [m.name for m in found if m.label == "Project"]
    ends = {end: None for name in names for end, tails in _long_endings() if end != name and name.endswith(tails)}
    taken = {cell for m in found for cell in range(*m.span)} if ends else set()
    more: list[Mention] = []
    for end in ends:
        for passage in passages:
            for span in standing(text, passage, end):
                if taken.isdisjoint(range(*span)):
                    taken.update(range(*span))
                    more.append(Mention(end, "Project", span, "short_project"))
    return more


def _short_companies(text: str, passages: list[Span], found: list[Mention], known: Gazetteer) -> list[Mention]:
    """A company's name without its place, or its brand and trade alone (天合餐饮), where the same problem names it."""
    wanted: dict[str, str] = {}
    for company in (m for m in found if m.label == "Company" and not m.masked):
        place = known.names.at(*company.span) or known.heads.at(*company.span)
        part = None if place else _PART.match(company.name)
        place = company.span.start + part.end() if part else place
        rest = company.name[place - company.span.start :] if place else company.name
        brand = _BRAND.match(rest)
        shorts = [rest] if place and len(rest) >= 4 else []
        shorts += [brand.group()] if brand and len(rest) >= 8 and not is_word(brand.group()) else []
        for short in shorts:
            wanted.setdefault(short, rest)
    if not wanted:
        return []
    cells = Cells(Span(passages[0].start, passages[-1].end), (m.span for m in found))
    more = []
    for short, found_at in occurrences(text, passages, wanted).items():
        for passage, span in found_at:
            ahead = text[span.start : min(span.start + len(wanted[short]), passage.end)]
            whole = Span(span.start, span.start + Prefix.similarity(ahead, wanted[short]))
            if cells.take(whole):
                more.append(Mention(whole.cut(text), "Company", whole, "short_company"))
    return more


def _stands_alone(text: str, passage: Span, span: Span) -> bool:
    """Whether a two-character name stands where only a name can: between marks or 对 and a verb or list mark."""
    before = text[span.start - 1] if span.start > passage.start else "。"
    return before in "，,。；;、：:\n对和与及给予" and bool(
        re.match("[、，,和与及]|分别|被|受|因|等|同志", text[span.end : span.end + 2])
    )


def _behind_title(text: str, passage: Span, span: Span) -> bool:
    """Whether a name stands right behind a post (水利局办公室主任|苏云用…)."""
    if text.startswith("的", span.start - 1):
        return _served().search(text, max(passage.start, span.start - 32), span.start) is not None
    return _post().search(text, max(passage.start, span.start - 10), span.start) is not None


@cache
def _served() -> re.Pattern[str]:
    """An office and who held it (时任甲科科长的|某某)."""
    return re.compile(f"(?:时任|曾任){_HAN}{{0,24}}?{title_pattern()}的$")


@cache
def _post() -> re.Pattern[str]:
    return re.compile(f"{title_pattern()}$")


def _repeated(text: str, passages: list[Span], found: list[Mention], cells: Cells) -> list[Mention]:
    """Add further occurrences of full names of people and companies that a rule found elsewhere in the notice.

    `cells` are those that names hold; the added ones then hold theirs.
    """
    names = {
        m.name: m
        for m in found
        if not m.masked
        and (
            m.label in ("Company", "Official")
            or (m.rule in ("internal_office", "founded_task_force") and len(m.name) >= 4)
        )
    }
    weak = {n for n, m in names.items() if m.rule == "clause_start"}
    places = occurrences(text, passages, names)
    more: list[Mention] = []
    for name, model in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        for passage, span in places[name]:
            tells = name not in weak and (len(name) > 2 or _stands_alone(text, passage, span))
            if cells.free(span) and (tells or _behind_title(text, passage, span)) and cells.take(span):
                more.append(replace(model, span=span, rule="repeated"))
    return more
