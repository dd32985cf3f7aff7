"""Groups of ids that are one thing, with the reason for every joining, and what a person keeps apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joined:
    """Two ids made one: by which rule, and why, in Chinese."""

    one: str
    other: str
    rule: str
    why: str


class Groups:
    """Ids in groups. What was never joined is a group of its own and takes no memory."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._reasons: dict[str, list[Joined]] = {}
        self._apart: dict[str, set[str]] = {}

    def leader(self, key: str) -> str:
        """An id that stands for the group of this one."""
        root = key
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(key, key)) != root:
            self._parent[key] = root
            key = above
        return root

    def members(self, key: str) -> list[str]:
        """All ids of the group, sorted."""
        return sorted(self._members.get(self.leader(key), [key]))

    def reasons(self, key: str) -> list[Joined]:
        """Why the members of the group are one."""
        return self._reasons.get(self.leader(key), [])

    def keep_apart(self, one: str, other: str) -> bool:
        """Let the two never be joined; False if they are one already."""
        if self.leader(one) == self.leader(other):
            return False
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)
        return True

    def are_kept_apart(self, one: str, other: str) -> bool:
        """Whether a member of one group is kept apart from one of the other."""
        b = self.leader(other)
        return any(self.leader(far) == b for member in self.members(one) for far in self._apart.get(member, ()))

    def join(self, joined: Joined) -> bool:
        """Make two groups one; False if they are kept apart."""
        a, b = self.leader(joined.one), self.leader(joined.other)
        if a == b:
            return True
        if self._apart and self.are_kept_apart(a, b):
            return False
        members = self._members.pop(a, [a]) + self._members.pop(b, [b])
        reasons = [*self._reasons.pop(a, []), *self._reasons.pop(b, []), joined]
        self._parent[b] = a
        self._parent.setdefault(a, a)
        self._members[a], self._reasons[a] = members, reasons
        return True

    def several(self) -> list[list[str]]:
        """The groups with more than one member."""
        return [sorted(members) for members in self._members.values()]
