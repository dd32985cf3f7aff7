"""All names of a notice, found once; passages then ask for those that lie in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import attrgetter

from graph_builder.claim import Span
from graph_builder.extract.abbreviations import Abbreviation, abbreviations, used, without_parts
from graph_builder.extract.acting import as_bodies, as_body
from graph_builder.extract.bodies import bodies, elided
from graph_builder.extract.companies import anchored, companies
from graph_builder.extract.departments import branches, departments
from graph_builder.extract.documents import titles
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.in_charge import in_charge
from graph_builder.extract.mention import Cells, Mention, Placed, longest
from graph_builder.extract.own_names import INSTITUTION, own_company, own_institution
from graph_builder.extract.people import officials
from graph_builder.extract.places import places
from graph_builder.extract.projects import projects
from graph_builder.extract.region import region_of
from graph_builder.extract.removal import removed
from graph_builder.extract.repeated import repeated
from graph_builder.extract.short_names import short_companies, short_crews, short_projects
from graph_builder.extract.tokens import Tokens, tokens
from graph_builder.lexicon.divisions import Division
from graph_builder.nets import Net, Proposal, ProposedSanction
from graph_builder.parse import Outline

_ISSUER = re.compile(
    "^(?!关于)(?P<body>.{2,40}?)\\s*(?=关于|巡视整改|巡察整改|审计(?![局厅署委])|整改|贯彻|落实|第[一二三四五]轮|通报|公开通报|公开曝光|20\\d\\d年)"
)


_HAN = "[\u3400-\u9fff]"


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
        house = INSTITUTION.search(issuer.name) if issuer else None
        for block in _blocks(passages):
            named = _in_passage(words, block, known)
            named += own_company(text, block, named) if own else []
            named += own_institution(text, block, house.group(), named) if house else []
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
        found += repeated(text, passages, found, cells)
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
            ends += short_projects(text, both, named)
            ends += short_crews(text, both, named)
            ends += short_companies(text, both, named, known)
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
    """Cut off the head of a name what is none of it, where it stands clean elsewhere (将甲市场, 某某和甲农场)."""
    clean = {(m.name, m.label) for m in found}

    def cut(mention: Mention) -> Mention:
        name = mention.name
        heads = [joined.end() for joined in _JOINS.finditer(name, 2)]
        heads += [1] if len(name) > 5 and name[0] not in "省市州县区旗镇乡局厅院校" else []
        head = next((at for at in heads if (name[at:], mention.label) in clean), 0)
        if not head:
            return mention
        return replace(mention, name=name[head:], span=Span(mention.span.start + head, mention.span.end))

    return [cut(m) for m in found]


_JOINS = re.compile("[和与及]")


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
    firms = list(companies(words, span, known))
    named += departments(words, span, [*firms, *named], known)
    works = list(projects(words, span, known))
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
    plain = [_without_name(text, m, people) for m in plain]
    placed = Placed(plain)
    people = [
        p
        for p in longest(people)
        if not any((o.span.covers(p.span) and o.span != p.span) or _towards(p, o) for o in placed.overlapping(p.span))
    ]
    cells = Cells(span, (p.span for p in people))
    return longest([*people, *(m for m in plain if cells.free(m.span))])


def _towards(person: Mention, firm: Mention) -> bool:
    """Whether what looks like a masked name is a preposition before a masked firm (向|某建材公司)."""
    return (
        person.name in ("向某", "和某", "于某") and firm.label == "Company" and firm.span.start == person.span.start + 1
    )


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


def _without_name(text: str, mention: Mention, people: list[Mention]) -> Mention:
    """A body's name without the person and the 和 or 任 before it (董事长|甲某某和|乙农场, 甲某某任|丙社区党委)."""
    led = (p.span.end for p in people if p.rule == "after_title" and p.span.start == mention.span.start)
    cut = next((c for e in led if (c := _BEHIND_NAME.match(text, e)) and c.end() + 2 < mention.span.end), None)
    if cut is None:
        return mention
    return replace(mention, name=text[cut.end() : mention.span.end], span=Span(cut.end(), mention.span.end))


_BEHIND_NAME = re.compile("[和与及]|担?任|兼任?|调?到")
"""What may stand between a person and a body named next."""


_ORDER = ("Official", "Company", "Project", "Unit", "Place")


def _prefer(named: list[Mention]) -> list[Mention]:
    """Of two readings of the same words, the one whose label is the more telling comes first."""
    return sorted(named, key=lambda m: (m.span, _ORDER.index(m.label)))
