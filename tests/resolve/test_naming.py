"""Relative names, abbreviations and masked people."""

from __future__ import annotations

import pytest

from graph_builder.lexicon.divisions import Division
from graph_builder.resolve.naming import body_name, place_name

DISTRICT = Division("湖南省", "长沙市", "岳麓区")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("区委", "中共长沙市岳麓区委员会"),
        ("区委常委会", "中共长沙市岳麓区委常务委员会"),
        ("区纪委", "中共长沙市岳麓区纪律检查委员会"),
        ("区政府", "岳麓区人民政府"),
        ("省委", "中共湖南省委员会"),
        ("市发改委", "长沙市发展和改革委员会"),
        ("区人社局", "岳麓区人力资源和社会保障局"),
        ("区三中", "岳麓区第三中学"),
        ("财政部", "财政部"),
        ("中央", "中共中央"),
    ],
)
def test_full_names(name, full):
    assert body_name(name, DISTRICT) == full


def test_an_unknown_province_keeps_its_wording():
    assert body_name("省委", Division(None, None, "青石县")) == "省委"


def test_places():
    assert place_name("我区", DISTRICT) == "岳麓区"
    assert place_name("全省", DISTRICT) == "湖南省"
    assert place_name("湖南", DISTRICT) == "湖南省"


def test_masked_people_are_never_merged(read_text):
    text = (
        "中共青石县水利局党组关于巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n一、整改情况\n"
        "1.某干部违规经商。\n整改情况:给予某干部党内警告处分。\n2.某干部收受红包。\n整改情况:局长某某。对张某进行诫勉谈话。\n"
        "3.张伟违规报销。\n整改情况:对张某、张伟进行批评教育。\n"
    )
    reading = read_text(text)
    groups = [(e.canonical, e.id) for e in reading.resolution.entities if e.label == "Official"]
    assert sorted(n for n, _ in groups).count("某干部") == 2
    assert len({i for n, i in groups if n == "张某"}) == 2
    assert all(
        not e.masked or set(e.wordings) == {e.canonical} for e in reading.resolution.entities if e.label == "Official"
    )


def test_short_and_full_company_names_are_one(read_text):
    text = (
        "中共青石县水利局党组关于巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n一、整改情况\n"
        "1.将工程发包给青石县宏远建设有限公司。\n整改情况:与宏远公司终止合同。与宏达公司重新签订合同。\n"
    )
    companies = [set(e.wordings) for e in read_text(text).resolution.entities if e.label == "Company"]
    assert {"青石县宏远建设有限公司", "宏远公司"} in companies
    assert {"宏达公司"} in companies


def test_a_masked_person_close_to_a_named_one_is_a_doubt_and_no_link(sample):
    doubts = [c for c in sample.having("DOUBT") if c.value["kind"] == "possible_same"]
    assert doubts
    for claim in doubts:
        one, other = sample.entity(claim.value["a"]), sample.entity(claim.value["b"])
        assert one.id != other.id
