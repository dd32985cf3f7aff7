"""Who is one across notices: only where texts or people say so; masked people never."""

from __future__ import annotations

import random

import pytest

from graph_builder.resolve import Cast, Identity, Judgement, Post, Short, Subject, Thing, What

REGION = "湖南省/长沙市/岳麓区"
BUREAU = "unit:长沙市岳麓区/岳麓区教育局"


def thing(key: str, *wordings: str, region: str | None = REGION, masked: bool = False) -> Thing:
    name = key.rpartition("/")[2].rpartition(":")[2]
    return Thing(key, key.partition(":")[0].capitalize(), name, (name, *wordings), region, masked)


def official(
    notice: str, name: str, title: str | None = "局长", on: str | None = "2022-01-01", body: str = BUREAU
) -> Cast:
    who = f"official:{notice}/{name}"
    things = [thing(who, region=None), thing(body)]
    return Cast(notice, on, things, (Post(who, body, title, False),), ())


def identity(*casts: Cast, judgements: tuple[Judgement, ...] = ()) -> Identity:
    found = Identity(judgements)
    for cast in casts:
        found.add(cast)
    found.settle()
    return found


def one(found: Identity, *keys: tuple[str, str]) -> bool:
    return len({found.id_of(notice, key) for notice, key in keys}) == 1


def doubts(found: Identity) -> set[str]:
    return {doubt.rule for own in found.alike.values() for doubt in own}


WEI = (("n1", "official:n1/王伟"), ("n2", "official:n2/王伟"))


def test_name_body_post_and_time_that_agree_make_one_person():
    found = identity(official("n1", "王伟"), official("n2", "王伟", on="2024-06-01"))
    assert one(found, *WEI)
    (reason,) = found.merged["official:n1/王伟"].reasons
    assert all(word in reason.why for word in ("n1", "n2", "局长", "岳麓区教育局"))


@pytest.mark.parametrize(
    ("other", "doubt"),
    [
        (official("n2", "王伟", title="副局长"), {"same_body"}),
        (official("n2", "王伟", title="教师"), {"same_body"}),
        (official("n2", "王伟", on="2035-01-01"), {"same_body"}),
        (official("n2", "王伟", on=None), {"same_body"}),
        (official("n2", "王伟", body="unit:长沙市岳麓区/岳麓区民政局"), {"same_place"}),
        (official("n2", "王伟", body="unit:@n2/教育局"), {"same_place"}),
    ],
)
def test_anything_less_is_at_most_a_doubt(other, doubt):
    found = identity(official("n1", "王伟"), other)
    assert not one(found, *WEI)
    assert doubts(found) == doubt


def test_a_shared_post_like_teacher_makes_nobody_one():
    found = identity(official("n1", "王伟", title="教师"), official("n2", "王伟", title="教师"))
    assert not one(found, *WEI)


def test_a_common_name_elsewhere_is_not_even_a_doubt():
    elsewhere = Cast(
        "n2",
        "2022-01-01",
        [
            thing("official:n2/王伟", region=None),
            thing("unit:株洲市荷塘区/荷塘区教育局", region="湖南省/株洲市/荷塘区"),
        ],
        (Post("official:n2/王伟", "unit:株洲市荷塘区/荷塘区教育局", "局长", False),),
        (),
    )
    found = identity(official("n1", "王伟"), elsewhere)
    assert not one(found, *WEI) and not found.alike


def test_old_and_new_post_in_one_notice_join_those_of_others():
    now = "unit:长沙市岳麓区/岳麓区民政局"
    moved = Cast(
        "n2",
        "2022-05-01",
        [thing("official:n2/王伟", region=None), thing(BUREAU), thing(now)],
        (Post("official:n2/王伟", BUREAU, "局长", True), Post("official:n2/王伟", now, "副局长", False)),
        (),
    )
    found = identity(official("n1", "王伟"), moved, official("n3", "王伟", "副局长", body=now))
    assert one(found, *WEI, ("n3", "official:n3/王伟"))


FULL, SHORT = "company:长沙市岳麓区金城投资集团有限公司", "company:长沙市岳麓区/金城集团"


def company(notice: str, key: str, *shorts: str, region: str = REGION) -> Cast:
    return Cast(notice, None, [thing(key, *shorts, region=region)], (), tuple(Short(key, s) for s in shorts))


def test_a_short_name_that_a_notice_defines_is_the_company_in_its_region():
    found = identity(company("n1", FULL, "金城集团"), company("n2", SHORT))
    assert found.id_of("n2", SHORT) == FULL
    assert "n1" in found.merged[FULL].reasons[0].why


def test_a_short_name_that_no_notice_defines_is_a_doubt():
    found = identity(company("n1", FULL), company("n2", SHORT))
    assert not one(found, ("n1", FULL), ("n2", SHORT)) and doubts(found) == {"short_and_full_name"}


def test_a_short_name_defined_for_two_companies_is_nobodys():
    other = "company:长沙市岳麓区金城建设有限公司"
    found = identity(company("n1", FULL, "金城集团"), company("n2", other, "金城集团"), company("n3", SHORT))
    assert len({found.id_of("n1", FULL), found.id_of("n2", other), found.id_of("n3", SHORT)}) == 3


def test_bodies_of_before_and_after_a_reform_stay_two_with_a_doubt():
    now, before = "unit:长沙市岳麓区/岳麓区自然资源局", "unit:长沙市岳麓区/岳麓区国土资源局"
    found = identity(Cast("n1", None, [thing(now)], (), ()), Cast("n2", None, [thing(before)], (), ()))
    assert not one(found, ("n1", now), ("n2", before)) and doubts(found) == {"renamed"}


def county(notice: str, region: str, key: str) -> Cast:
    return Cast(notice, None, [thing(key, region=region)], (), ())


def test_an_unlisted_county_without_its_province_is_the_only_one_of_that_name():
    whole, bare = "unit:湖南省青石县/青石县水利局", "unit:青石县/青石县水利局"
    casts = [county("n1", "湖南省/青石县", whole), county("n2", "青石县", bare)]
    assert one(identity(*casts), ("n1", whole), ("n2", bare))
    other = county("n3", "江西省/青石县", "unit:江西省青石县/青石县水利局")
    assert identity(*casts, other).id_of("n2", bare) == "unit:@n2/青石县水利局"


def test_a_village_named_alone_is_that_of_the_only_town_known_to_have_one():
    alone, whole, other = (f"place:长沙市岳麓区/{name}" for name in ("星河村", "清溪镇星河村", "柏林镇星河村"))
    casts = [Cast(f"n{n}", None, [thing(key)], (), ()) for n, key in enumerate((alone, alone, whole))]
    assert one(identity(*casts), ("n0", alone), ("n1", alone), ("n2", whole))
    found = identity(*casts, Cast("n3", None, [thing(other)], (), ()))
    assert len({found.id_of(*k) for k in (("n0", alone), ("n1", alone), ("n2", whole), ("n3", other))}) == 4


def test_projects_too_can_be_joined_by_a_person():
    keys = [(f"n{n}", f"project:长沙市岳麓区/{name}") for n, name in enumerate(("星河路工程", "星河大道改造工程"))]
    casts = [Cast(notice, None, [thing(key)], (), ()) for notice, key in keys]
    assert one(identity(*casts, judgements=(judgement(What.MERGE, *keys),)), *keys)


def judgement(what: What, *subjects: tuple[str, str], when: str = "2025-01-01", words: str = "") -> Judgement:
    return Judgement(what, tuple(Subject(key, notice, words) for notice, key in subjects), "李", when, "核对过")


def test_a_persons_split_overrides_the_program_and_is_undone_by_undo():
    casts = official("n1", "王伟"), official("n2", "王伟")
    split = judgement(What.SPLIT, *WEI)
    found = identity(*casts, judgements=(split,))
    assert not one(found, *WEI) and not found.alike and not found.report
    undo = Judgement(What.UNDO, (Subject(split.id),), "李", "2025-02-01")
    assert one(identity(*casts, judgements=(split, undo)), *WEI)


def test_a_persons_merge_joins_what_the_texts_do_not():
    casts = official("n1", "王伟"), official("n2", "王伟", title="副局长")
    found = identity(*casts, judgements=(judgement(What.MERGE, *WEI),))
    assert one(found, *WEI) and "李" in found.merged["official:n1/王伟"].reasons[0].why


def test_one_notice_can_be_split_off_what_all_call_by_one_name():
    casts = [Cast(n, None, [thing(BUREAU)], (), ()) for n in ("n1", "n2", "n3")]
    found = identity(*casts, judgements=(judgement(What.SPLIT, ("n2", BUREAU), ("n1", BUREAU)),))
    assert one(found, ("n1", BUREAU), ("n3", BUREAU)) and not one(found, ("n1", BUREAU), ("n2", BUREAU))


def test_the_newest_of_contradicting_judgements_holds_and_the_other_is_reported():
    casts = official("n1", "王伟"), official("n2", "王伟")
    merge, split = judgement(What.MERGE, *WEI), judgement(What.SPLIT, *WEI, when="2025-02-01")
    found = identity(*casts, judgements=(merge, split))
    assert not one(found, *WEI) and merge.id in found.report[0] and "矛盾" in found.report[0]
    later = judgement(What.MERGE, *WEI, when="2025-03-01")
    assert one(identity(*casts, judgements=(split, later)), *WEI)


def test_a_judgement_whose_evidence_is_gone_is_reported_and_kept_for_its_return():
    merge = judgement(What.MERGE, WEI[0], ("n2", "official:n2/王玮"), words="王玮")
    found = identity(official("n1", "王伟"), judgements=(merge,))
    assert "依据已不在" in found.report[0] and merge.id in found.report[0]
    again = identity(official("n1", "王伟"), official("n2", "王玮"), judgements=(merge,))
    assert one(again, WEI[0], ("n2", "official:n2/王玮")) and not again.report


def test_an_id_that_changed_is_found_by_its_words():
    merge = judgement(What.MERGE, ("n1", "company:旧/金城集团"), ("n2", FULL), words="金城集团")
    found = identity(company("n1", SHORT), company("n2", FULL, "金城集团"), judgements=(merge,))
    assert one(found, ("n1", SHORT), ("n2", FULL)) and not found.report


def test_masked_people_are_never_merged_whatever_anybody_says():
    masked = "official:n2#3/王某"
    other = Cast(
        "n2",
        "2022-01-01",
        [thing(masked, region=None, masked=True), thing(BUREAU)],
        (Post(masked, BUREAU, "局长", False),),
        (),
    )
    found = identity(official("n1", "王伟"), other, judgements=(judgement(What.MERGE, WEI[0], ("n2", masked)),))
    assert not one(found, WEI[0], ("n2", masked)) and "隐名" in found.report[0] and not found.alike


def test_the_order_of_notices_changes_nothing():
    casts = [
        *(official(f"n{n}", "王伟", title=("局长", "副局长")[n % 2], on=f"20{10 + n}-01-01") for n in range(9)),
        company("c1", FULL, "金城集团"),
        *(company(f"c{n}", SHORT) for n in range(2, 5)),
    ]
    keys = [(cast.notice, t.id) for cast in casts for t in cast.things]
    plain = identity(*casts)
    for seed in range(5):
        random.Random(seed).shuffle(casts)
        found = identity(*casts)
        assert [found.id_of(*k) for k in keys] == [plain.id_of(*k) for k in keys]
        assert found.merged == plain.merged and found.alike == plain.alike
