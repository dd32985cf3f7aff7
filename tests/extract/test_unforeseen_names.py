"""People, bodies and firms in wordings that a list cannot foresee; and words that only look like names."""

from __future__ import annotations

import pytest


def named(row, label):
    return {e["name"] for e in row["entities"] if e["label"] == label}


def given(row):
    return sorted((s["official"], s["kind"]) for s in row["sanctions"] if s["official"])


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "时任县水利局局长、现县政协副主席赵建国被诫勉。",
            [("赵建国", "局长", "县水利局", True), ("赵建国", "副主席", "县政协", False)],
        ),
        (
            "给予县水利局局长赵建国党内警告处分,副局长孙丽华政务记过处分。",
            [("赵建国", "局长", "县水利局", False), ("孙丽华", "副局长", "县水利局", False)],
        ),
        (
            "县水利局局长赵建国受到党内警告处分,分管副局长孙丽华被诫勉。",
            [("赵建国", "局长", "县水利局", False)],
        ),
        ("约谈县中医院,对该院院长赵建国诫勉谈话。", [("赵建国", "院长", "县中医院", False)]),
        (
            "对石桥镇党委副书记、镇长赵建国诫勉谈话。",
            [("赵建国", "副书记", "石桥镇党委", False), ("赵建国", "镇长", "石桥镇", False)],
        ),
        ("会计何玉珍系县教育局干部赵建国之妻。", [("赵建国", "干部", "县教育局", False)]),
    ],
)
def test_posts_in_chains_of_words(one_problem, answer, want):
    row = one_problem("管理混乱。", answer)
    assert [(p["official"], p["title"], p["org"], p["former"]) for p in row["posts"]] == want


def test_one_处分_closes_what_each_received(one_problem):
    row = one_problem(
        "管理混乱。", "县水利局局长赵建国、副局长孙丽华分别受到撤销党内职务、政务撤职处分和党内警告处分。"
    )
    assert given(row) == [("孙丽华", "党内警告"), ("赵建国", "撤销党内职务"), ("赵建国", "政务撤职")]


@pytest.mark.parametrize(
    "answer",
    [
        "镇长双双被免职。",
        "所长年内被免职。",
        "校长随即被约谈。",
        "队长依规被给予警告处分。",
        "免去石桥镇敬老院院长郄某职务。",
        "对县水利局局长(另案处理)的问题深挖彻查。",
        "站长酒驾被查处。",
    ],
)
def test_words_that_only_look_like_names_receive_nothing(one_problem, answer):
    row = one_problem("管理混乱。", answer)
    assert {name for name in named(row, "Official") if "某" not in name} == set()
    assert [who for who, _ in given(row) if "某" not in who] == []


def test_another_s_case_is_no_sanction(one_problem):
    row = one_problem("管理混乱。", "对县水利局局长赵建国(另案处理)停职检查。")
    assert given(row) == [("赵建国", "停职检查")]


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("给予县水利局科长勒伍政务记过处分。", [("勒伍", "政务记过")]),
        ("对办公室副主任万俟宁因失职给予党内警告处分。", [("万俟宁", "党内警告")]),
        ("对计划财务科科长赵建国进行批评教育。", [("赵建国", "批评教育")]),
        ("责令赵建国作出检查。", [("赵建国", "责令检查")]),
        ("县水利局局长赵建国被撤职。", [("赵建国", "撤职")]),
    ],
)
def test_names_and_sanctions_that_words_beside_them_disguise(one_problem, answer, want):
    assert given(one_problem("赵建国管理混乱。", answer)) == want


@pytest.mark.parametrize(
    ("answer", "label", "want"),
    [
        ("对监理单位正和监理公司罚款3万元。", "Company", "正和监理公司"),
        ("给予局办公室副主任赵建国诫勉。", "Unit", "局办公室"),
        ("县农业农村局对华信集团罚款3万元。", "Company", "华信集团"),
        ("报省局审批后实施。", "Unit", "省局"),
        ("整改锦绣华庭小区消防隐患。", "Place", "锦绣华庭小区"),
        ("对解放路沿街商铺进行整治。", "Place", "解放路"),
    ],
)
def test_names_end_and_begin_where_words_beside_them_say(one_problem, answer, label, want):
    assert want in named(one_problem("管理混乱。", answer), label)


def test_who_is_in_charge_is_named_without_a_cue(read_text):
    from graph_builder.contract import contract

    text = (
        "中共清澜县水利局党组关于巡察整改情况的通报\n一、整改情况\n1.问题:管理混乱。\n整改措施:清理账目。\n"
        "责任领导:甘泉、赵建国 责任单位:石桥镇、县财政局\n2.问题:考勤不严。\n整改措施:严格考勤。\n责任领导:赵建国\n"
    )
    first = contract(read_text(text))["problems"][0]
    assert {(e["name"], e["label"], e["role"]) for e in first["entities"]} >= {
        ("甘泉", "Official", "carries_out"),
        ("赵建国", "Official", "carries_out"),
        ("县财政局", "Unit", "carries_out"),
    }


def test_a_body_is_the_one_that_its_abbreviation_leaves_characters_out_of(read_text):
    from graph_builder.contract import contract

    text = (
        "中共清澜县文化广电旅游体育局党组关于巡察整改情况的通报\n一、整改情况\n1.问题:县文广旅体局管理混乱。\n"
        "整改措施:县文化广电旅游体育局清理账目。\n2.问题:考勤不严。\n整改措施:严格考勤。\n"
    )
    groups = [set(row["mentions"]) for row in contract(read_text(text))["aliases"]]
    assert any({"县文广旅体局", "县文化广电旅游体育局"} <= group for group in groups)


def test_the_very_amount_dealt_with_closes_a_problem(one_problem):
    assert one_problem("多付工程款213.46万元。", "扣回多付工程款213.46万元。")["status"] == "completed"
    assert one_problem("多付工程款213.46万元。", "扣回工程款100万元,其余正在核算。")["status"] != "completed"
