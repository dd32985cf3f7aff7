"""A post: an office that somebody holds or held in a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph_builder.claim import Span
from graph_builder.extract.mention import Mention


@dataclass(frozen=True, slots=True)
class Post:
    """An official's post; `title` or `body` is None where the text gives none. `posted_to`: where he is on loan."""

    official: Mention
    title: str | None
    body: Mention | None
    former: bool
    span: Span
    posted_to: Mention | None = None


PARTY = re.compile("书记|委员|党|成员")
"""What shows that an office is one of the party."""
_TOWN_OFFICE = re.compile("(?:[镇乡]长|人大副?主席|人大主席团副?主席|村副?主任|妇女主任|治保主任|民兵连长)$")
"""Offices of a town or village itself, whatever body of it is named before."""
_REGION_OFFICE = re.compile("[省市县区州旗]长$")
BRANCH = re.compile("(?<=.)(?:党支部|党总支|党委|党组|党工委)$")


def held(person: Mention, titles: list[str], body: Mention, former: bool, span: Span) -> list[Post]:
    """Posts in one body; behind a party body an office of no party (甲局党组书记、局长) is one of the body round it."""
    branch = BRANCH.search(body.name)
    found = []
    for i, title in enumerate(titles):
        title = re.sub("^原", "", title)
        home = body
        if i and branch and branch.start() >= 2 and not PARTY.search(title):
            name = body.name[: branch.start()]
            label = "Company" if re.search("公司|集团|银行$", name) else body.label
            if re.search("[镇乡县区市省街道村社区]$", name) and not _TOWN_OFFICE.search(title):
                name, label = body.name, body.label
            home = replace(body, name=name, label=label, span=Span(body.span.start, body.span.start + len(name)))
        if home is body and body.name.endswith("委") and _REGION_OFFICE.search(title):
            continue  # 县委常委、常务副县长: the county is not named
        if home is body and branch and _TOWN_OFFICE.search(title):
            continue  # 镇党委委员、副镇长: the town is not named
        found.append(Post(person, title, home, former, span))
    return found
