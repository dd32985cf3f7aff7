"""Notices with every thing under the id of its node: what different notices call differently is one where it is one.

Stands between the notices as they were read and what is decided over all of them (`Across`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import blake2b
from typing import Any

from graph_builder.build.communities import ties_of
from graph_builder.build.head import Head, posts_of
from graph_builder.build.judged import judged
from graph_builder.build.notice import THINGS
from graph_builder.build.notices import Notices
from graph_builder.build.repeats import Runs
from graph_builder.build.rows import LinkRow, NodeRow, Tables, one_thing
from graph_builder.claim import Span
from graph_builder.resolve import Alike, Cast, Identity, Judgement, Thing, What
from graph_builder.resolve.correction import NAMING
from graph_builder.resolve.judgement import about, said, standing


@dataclass(slots=True)
class _OnFacts:
    """What was decided about the facts of notices: on links and a notice's own nodes by notice, on things by node."""

    by_notice: dict[str, list[Judgement]] = field(default_factory=dict)
    on_things: list[Judgement] = field(default_factory=list)

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> _OnFacts:
        """Sort them by what they are about; one on several notices stands with each."""
        found = cls()
        for judgement in about(standing(judgements), What.ACCEPT, What.REJECT, What.CORRECT):
            for subject in judgement.subjects:
                one = replace(judgement, subjects=(subject,))
                if not subject.link and subject.id.partition(":")[0].capitalize() in THINGS:
                    found.on_things.append(one)
                else:
                    found.by_notice.setdefault(subject.notice, []).append(one)
        return found


class Identified:
    """Notices (`Notices`) after identity and judgements; `report` lists what became of judgements, in Chinese."""

    def __init__(self, notices: Notices, judgements: Iterable[Judgement] = ()) -> None:
        self._from = notices
        given = list(judgements)
        self._facts = _OnFacts.of(given)
        self.identity = Identity(given)
        self.report: list[str] = []
        self._digests: dict[str, str] = {}
        self._asked_last: tuple[str, Mapping[str, str]] = ("", {})
        present: set[str] = set()
        # Each thing that judgements name and some notice has, and whether it is masked.
        seen: dict[tuple[str, str], bool] = {}
        wanted = {(s.notice, s.id) for j in self._facts.on_things for s in j.subjects}
        for head in notices.heads():
            present.add(head.notice)
            self.identity.add(self._cast(head))
            if wanted:
                for key in wanted:
                    if key[0] == head.notice and key[1] in head.names:
                        seen[key] = bool(head.thing(head.names.index(key[1])).properties.get("masked"))
        self.identity.settle()
        self.report += self.identity.report
        self._corrected = self._corrections(seen)
        for notice, own in sorted(self._facts.by_notice.items()):
            if notice not in present:
                self.report += [
                    f"判断的依据已不在:{said(j)},没有编号为“{notice}”的通报;判断保留,暂不起作用。" for j in own
                ]
            else:
                self.report += judged(notices.rows(notice), own)[1]

    def _corrections(self, seen: Mapping[tuple[str, str], bool]) -> Mapping[str, Mapping[str, Any]]:
        """What people put right on things, by node; a newer word replaces an older."""
        found: dict[str, dict[str, Any]] = {}
        for judgement in self._facts.on_things:
            (subject,) = judgement.subjects
            if (subject.notice, subject.id) in seen:
                to_be = dict(judgement.to_be)
                if seen[subject.notice, subject.id] and NAMING & to_be.keys():
                    self.report.append(f"判断没有执行:{said(judgement)}:隐名人员(单位)不改名。")
                    to_be = {name: value for name, value in to_be.items() if name not in NAMING}
                found.setdefault(self.identity.id_of(subject.notice, subject.id), {}).update(to_be)
            else:
                where = f"通报 {subject.notice} 中的“{subject.words or subject.id}”"
                self.report.append(f"判断的依据已不在:{said(judgement)},找不到{where};判断保留,暂不起作用。")
        return found

    def _cast(self, head: Head) -> Cast:
        """Whom a notice names; a post that a person rejected proves nothing."""
        things = [_as_thing(head.thing(at)) for at, name in enumerate(head.names) if not name.startswith("document:")]
        posts = head.posts
        if head.notice in self._facts.by_notice:
            posts = posts_of(self._own(head.notice).rows())
        return Cast(head.notice, head.imprint.published_on, things, posts, head.shorts)

    def _own(self, notice: str) -> Tables:
        """The rows of a notice after judgements on its facts."""
        rows = self._from.rows(notice)
        decided = self._facts.by_notice.get(notice)
        return judged(rows, decided)[0] if decided else rows

    # What `Across` asks.

    def heads(self) -> Iterator[Head]:
        """See `Notices.heads`."""
        return (self._renamed(head) for head in self._from.heads())

    def runs(self) -> Iterator[Runs]:
        """See `Notices.runs`."""
        return self._from.runs()

    def head(self, notice: str) -> Head:
        """See `Notices.head`."""
        return self._renamed(self._from.head(notice))

    def rows(self, notice: str) -> Tables:
        """See `Notices.rows`."""
        rows = self._own(notice)
        doubts = self.identity.alike.get(notice, [])
        found = _under(rows, self._changes(notice))
        if not doubts:
            return found
        head, text = self._from.head(notice), rows.of(("Notice",))["text"][0]
        own = Tables(self._doubt(doubt, head, text) for doubt in doubts)
        for table in own.columns:
            if table in found.columns:
                own.columns[table] = {k: found.columns[table][k] + added for k, added in own.columns[table].items()}
            found.columns[table] = own.columns[table]
        return found

    def measures(self, notice: str) -> Mapping[str, Sequence[str]]:
        """See `Notices.measures`."""
        if notice in self._facts.by_notice:
            return self._own(notice).of(("Measure",))
        return self._from.measures(notice)

    def _changes(self, notice: str, head: Head | None = None) -> Mapping[str, str]:
        """Which of a notice's ids become others; kept for the notice asked for last, whose rows follow its head."""
        if self._asked_last[0] != notice:
            names = (head or self._from.head(notice)).names
            self._asked_last = (notice, self.identity.changes(notice, names))
        return self._asked_last[1]

    def digest(self, notice: str) -> str:
        """See `Notices.digest`."""
        if notice not in self._digests:
            self._digests[notice] = self._digest(self._from.head(notice))
        return self._digests[notice]

    def _digest(self, head: Head) -> str:
        notice = head.notice
        changes = self._changes(notice, head)
        told = self.identity.told_of(notice, head.names, changes)
        decided = [j.id for j in self._facts.by_notice.get(notice, ())]
        nodes = (changes.get(name, name) for name in head.names) if self._corrected else ()
        corrected = [self._corrected[node] for node in nodes if node in self._corrected]
        plain = json.dumps([self._from.digest(notice), told, decided, corrected], ensure_ascii=False)
        return blake2b(plain.encode(), digest_size=16).hexdigest()

    def sources(self, notice: str) -> tuple[str, ...]:
        """See `Notices.sources`."""
        return self._from.sources(notice)

    def _renamed(self, head: Head) -> Head:
        """A head under the ids of nodes, with what its things are besides."""
        identity, notice = self.identity, head.notice
        changes = self._changes(notice, head)
        if notice not in self._digests:
            self._digests[notice] = self._digest(head)
        touched = changes or any(
            n in identity.merged or n in identity.apart or n in self._corrected for n in head.names
        )
        if not touched and notice not in self._facts.by_notice:
            return head
        places: dict[str, list[int]] = {}
        for at, name in enumerate(head.names):
            places.setdefault(changes.get(name, name), []).append(at)
        names = tuple(sorted(places))

        def thing(at: int) -> NodeRow:
            rows = (self._thing(head.thing(place), names[at]) for place in places[names[at]])
            return reduce(one_thing, rows)

        ties = head.ties
        if notice in self._facts.by_notice:
            told = list(_under(self._own(notice), changes).rows())
            links = [row for row in told if isinstance(row, LinkRow)]
            own = [thing(at) for at in range(len(names))]
            ties = ties_of(own, [row for row in told if isinstance(row, NodeRow)], links)
        elif changes:
            now = {place: at for at, name in enumerate(names) for place in places[name]}
            ties = tuple(sorted({(now[place], problem) for place, problem in ties}))
        imprint = replace(
            head.imprint,
            issuer=self._node(notice, head.imprint.issuer),
            inspected=self._node(notice, head.imprint.inspected),
        )
        return replace(
            head,
            names=names,
            thing=thing,
            spans=tuple(min(head.spans[place] for place in places[name]) for name in names),
            ties=ties,
            imprint=imprint,
        )

    def _node(self, notice: str, key: str | None) -> str | None:
        return self.identity.id_of(notice, key) if key else None

    def _thing(self, row: NodeRow, key: str) -> NodeRow:
        """A thing as its node: under the node's id (`key`) and name, with what it was joined from and why."""
        if row.label == "Document":
            return row
        properties = dict(row.properties)
        node = self.identity.merged.get(key)
        told: dict[str, Any] = {}
        if node:
            told = {"name": node.name, "members": list(node.members), "merged_by": [j.why for j in node.reasons]}
        if whole := self.identity.unlisted.region(properties["region"] or ""):
            properties["region"] = whole
        if near := self.identity.unlisted.why(row.id) or self.identity.villages.why(row.id):
            told["merged_by"] = [near, *told.get("merged_by", ())]
        if apart := self.identity.apart.get(key):
            told["kept_apart"] = sorted(set(apart))
        told |= self._corrected.get(key, {})
        names = {row.properties["name"], *row.properties["aliases"], *([node.name] if node else [])}
        properties |= told
        properties["aliases"] = sorted({*names, *told.get("aliases", ())} - {properties["name"]})
        return NodeRow(key, row.label, properties)

    def _doubt(self, doubt: Alike, head: Head, text: str) -> LinkRow:
        """`POSSIBLY_SAME` across notices; the words behind it are where this notice names the one of the two first."""
        span = next(
            (
                s
                for name, s in zip(head.names, head.spans, strict=True)
                if name == doubt.one or self.identity.id_of(head.notice, name) == doubt.one
            ),
            Span(0, 0),
        )
        one, other = (self.identity.id_of(head.notice, key) for key in (doubt.one, doubt.other))
        label = one.partition(":")[0].capitalize()
        return LinkRow(
            one,
            other,
            f"POSSIBLY_SAME@{head.notice}:{span.start}-{span.end}",
            "POSSIBLY_SAME",
            (label, label),
            {
                "why": doubt.why,
                "notice": head.notice,
                "span_start": span.start,
                "span_end": span.end,
                "quote": span.cut(text),
                "extractor": "rules",
                "rule": doubt.rule,
                "confidence": 0.5,
            },
        )


def _as_thing(row: NodeRow) -> Thing:
    told = row.properties
    return Thing(row.id, row.label, told["name"], tuple(told["aliases"]), told["region"], told["masked"])


def _under(rows: Tables, changes: Mapping[str, str]) -> Tables:
    """Rows with the ends of links under the ids of nodes: what joins a node to itself goes, what is told twice too."""
    if not changes:
        return rows
    found = Tables()
    for table, columns in rows.columns.items():
        if len(table) == 1 or not changes.keys() & {*columns["source"], *columns["target"]}:
            found.columns[table] = columns
            continue
        source, target = ([changes.get(end, end) for end in columns[side]] for side in ("source", "target"))
        distinct = {*zip(source, target, columns["key"], strict=True)}
        if len(distinct) == len(source) and all(one != other for one, other, _ in distinct):
            found.columns[table] = {**columns, "source": source, "target": target}
            continue
        seen: dict[tuple[str, str, str], LinkRow] = {}
        for row in rows.rows_of(table):
            if not isinstance(row, LinkRow):
                continue
            link = replace(row, source=changes.get(row.source, row.source), target=changes.get(row.target, row.target))
            if link.source == link.target:
                continue
            while (known := seen.get((link.source, link.target, link.key))) and known != link:
                link = replace(link, key=link.key + "+")
            seen[link.source, link.target, link.key] = link
        if seen:
            found.columns[table] = Tables(seen.values()).columns[table]
    return found
