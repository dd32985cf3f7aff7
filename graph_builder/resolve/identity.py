"""Who is who across notices: which ids of different notices are one thing, why, and what a person decided about it.

A pure function of all notices' casts and the judgements, the same in whatever order they come. Ids of units, places
and projects already say what their names are unique within (`graph_builder.resolve.reach`); here companies and
officials are joined on further evidence, doubts are noted, and judgements have the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.resolve.cast import Cast, Thing
from graph_builder.resolve.companies import Alike, Companies, bound
from graph_builder.resolve.groups import Groups, Joined
from graph_builder.resolve.judgement import Judgement, Subject, What, about, said, standing
from graph_builder.resolve.officials import Officials
from graph_builder.resolve.renamed import Renamed
from graph_builder.resolve.unlisted import Unlisted
from graph_builder.resolve.villages import Villages

BY_PERSON = "person"
"""The rule of what a person joined."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a node stands for where it is more than one id: the ids, its name, and why they are one."""

    id: str
    name: str
    label: str
    members: tuple[str, ...]
    reasons: tuple[Joined, ...]


class Identity:
    """Take in every notice with `add`, then `settle`, then ask."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._judgements = about(standing(judgements), What.MERGE, What.SPLIT)
        self._companies, self._officials, self._renamed = Companies(), Officials(), Renamed()
        self.unlisted, self.villages = Unlisted(), Villages()
        self._wanted: dict[str, set[str]] = {}
        for judgement in self._judgements:
            for subject in judgement.subjects:
                self._wanted.setdefault(subject.notice, set()).add(subject.id)
        self._seen: dict[tuple[str, str], Thing] = {}
        self._names: dict[str, str] = {}
        self._own: dict[tuple[str, str], str] = {}
        self.groups = Groups()
        self.merged: dict[str, Merged] = {}
        self.apart: dict[str, list[str]] = {}
        self.alike: dict[str, list[Alike]] = {}
        self.report: list[str] = []

    def add(self, cast: Cast) -> None:
        """Take in a notice."""
        self._companies.add(cast)
        self._officials.add(cast)
        self._renamed.add(cast)
        self.unlisted.add(cast)
        self.villages.add(cast)
        if cast.notice in self._wanted:
            self._find(cast)

    def _find(self, cast: Cast) -> None:
        """The things that judgements name, by id, else by the words that they rest on."""
        things = list(cast.things)
        for judgement in self._judgements:
            for subject in judgement.subjects:
                if subject.notice != cast.notice:
                    continue
                label = subject.id.partition(":")[0]
                same = [t for t in things if t.id == subject.id]
                worded = [
                    t for t in things if subject.words and subject.words in (t.name, *t.wordings) and _kind(t) == label
                ]
                found = same or (worded if len(worded) == 1 else [])
                if found:
                    self._seen[subject.id, subject.notice] = found[0]
                    self._names[found[0].id] = found[0].name

    def settle(self) -> None:
        """Decide: judgements first, then what the texts support, then what stays a doubt."""
        self.unlisted.settle()
        self._judge()
        for joined in self._companies.same(self.unlisted):
            self.groups.join(joined)
        for joined in self._officials.same(self._body):
            self.groups.join(joined)
        for members in self.groups.several():
            node = self._node(members)
            self.merged |= dict.fromkeys(members, node)
        for key in list(self.apart):
            if key in self.merged and key != self.merged[key].id:
                self.apart.setdefault(self.merged[key].id, []).extend(self.apart.pop(key))
        doubts = [
            *self._companies.alike(self.groups),
            *self._officials.alike(self.groups, self._body),
            *self._renamed.alike(self.groups, self.unlisted),
        ]
        told: set[tuple[str, str]] = set()
        for doubt in doubts:
            pair = (self.id_of(doubt.notice, doubt.one), self.id_of(doubt.notice, doubt.other))
            if pair in told or pair[::-1] in told or self.groups.are_kept_apart(doubt.one, doubt.other):
                continue
            told.add(pair)
            self.alike.setdefault(doubt.notice, []).append(doubt)

    def _node(self, members: Sequence[str]) -> Merged:
        """A group's node bears the id and name of its fullest, then first, member."""
        names = {key: self._name(key) for key in members}
        first = min(members, key=lambda k: (bound(k), -len(names[k]), k))
        reasons = sorted(self.groups.reasons(first), key=lambda j: (j.rule, j.one, j.other, j.why))
        return Merged(first, names[first], _label(first), tuple(members), tuple(reasons))

    def _name(self, key: str) -> str:
        return self._names.get(key) or _last(key)

    def _body(self, notice: str, key: str) -> str:
        """What stands for a body while groups are still growing."""
        return self.groups.leader(self._key(notice, key))

    def _key(self, notice: str, key: str) -> str:
        """What an id of a notice is known by across notices."""
        if self.unlisted:
            key = self.unlisted.key(notice, key)
        if self.villages:
            key = self.villages.key(notice, key)
        return self._own.get((notice, key), key)

    def id_of(self, notice: str, key: str) -> str:
        """The node that an id of a notice belongs to."""
        key = self._key(notice, key)
        node = self.merged.get(key)
        return node.id if node else key

    def changes(self, notice: str, keys: Iterable[str]) -> dict[str, str]:
        """Those of a notice's ids whose node bears another, with that."""
        if not self.merged and not self._own and not self.unlisted and not self.villages:
            return {}
        return {key: node for key in keys if (node := self.id_of(notice, key)) != key}

    # Judgements.

    def _judge(self) -> None:
        """Newest first: what contradicts a newer judgement is not followed, and is reported."""
        for judgement in reversed(self._judgements):
            found = self._found(judgement)
            if found is None:
                continue
            if any(thing.masked for thing in found):
                self._refuse(judgement, "隐名人员(单位)不与任何对象合并或拆分")
            elif len({thing.label for thing in found}) > 1:
                self._refuse(judgement, "对象种类不同,不能合并或拆分")
            elif judgement.what is What.MERGE:
                self._merge(judgement, [self._key(s.notice, t.id) for s, t in self._with(judgement, found)])
            else:
                self._split(judgement, self._with(judgement, found))

    def _found(self, judgement: Judgement) -> list[Thing] | None:
        missing = [s for s in judgement.subjects if (s.id, s.notice) not in self._seen]
        if missing:
            lost = "、".join(f"通报 {s.notice} 中的“{s.words or s.id}”" for s in missing)
            self.report.append(f"判断的依据已不在:{said(judgement)},找不到{lost};判断保留,暂不起作用。")
            return None
        return [self._seen[s.id, s.notice] for s in judgement.subjects]

    def _with(self, judgement: Judgement, found: Sequence[Thing]) -> list[tuple[Subject, Thing]]:
        return list(zip(judgement.subjects, found, strict=True))

    def _merge(self, judgement: Judgement, keys: Sequence[str]) -> None:
        for other in keys[1:]:
            if not self.groups.join(Joined(keys[0], other, BY_PERSON, said(judgement))):
                self._refuse(judgement, "与较新的判断矛盾")

    def _split(self, judgement: Judgement, found: Sequence[tuple[Subject, Thing]]) -> None:
        """The first subject is another thing than the others; where all notices use one id, its notice gets its own."""
        (subject, first), *others = found
        one = self._key(subject.notice, first.id)
        if any(one == self._key(far.notice, thing.id) and subject.notice != far.notice for far, thing in others):
            one = self._own.setdefault((subject.notice, one), f"{one}~{subject.notice}")
            self._names[one] = first.name
        for far, thing in others:
            other = self._key(far.notice, thing.id)
            if one == other or not self.groups.keep_apart(one, other):
                self._refuse(judgement, "与较新的判断矛盾")
                continue
            for key in (one, other):
                self.apart.setdefault(key, []).append(said(judgement))

    def _refuse(self, judgement: Judgement, why: str) -> None:
        self.report.append(f"判断没有执行:{said(judgement)}:{why}。")

    def told_of(self, notice: str, keys: Iterable[str], changes: Mapping[str, str]) -> list[object]:
        """All that this adds to a notice's nodes, plain: while it is the same, so are they.

        `changes` is what `changes` said of these keys.
        """
        told: list[object] = [sorted(changes.items())]
        for key in keys:
            own = changes.get(key, key)
            if node := self.merged.get(own):
                told.append([node.id, node.name, node.members, [(j.one, j.other, j.why) for j in node.reasons]])
            if apart := self.apart.get(own):
                told.append(sorted(apart))
        told += [(d.one, self.id_of(notice, d.other), d.why) for d in self.alike.get(notice, ())]
        return told


def _kind(thing: Thing) -> str:
    return thing.label.lower()


def _label(key: str) -> str:
    return key.partition(":")[0].capitalize()


def _last(key: str) -> str:
    """The name that an id ends with.

    >>> _last("company:长沙市/青山集团"), _last("unit:财政部")
    ('青山集团', '财政部')
    """
    return key.partition(":")[2].rpartition("/")[2]
