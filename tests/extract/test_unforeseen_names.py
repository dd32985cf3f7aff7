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
            [("赵建国", "局长", "县水利局", False), ("孙丽华", "分管副局长", "县水利局", False)],
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


def test_two_masked_men_with_given_names_behind_the_mask_are_two(one_problem):
    row = one_problem(
        "龚某云、龚某芳代领补贴。", "龚某云受到留党察看一年处分,龚某芳受到党内警告处分,王某甲被诫勉,王某在场。"
    )
    assert given(row) == [("王某甲", "诫勉"), ("龚某云", "留党察看一年"), ("龚某芳", "党内警告")]


def test_a_name_that_ends_like_a_water_is_the_person_s(one_problem):
    row = one_problem("葛海江公款旅游。", "2022年8月,葛海江组织旅游。葛海江受到党内警告处分。")
    assert named(row, "Place") == set()
    assert given(row) == [("葛海江", "党内警告")]


def test_the_end_of_a_title_begins_no_place(one_problem):
    row = one_problem("管理混乱。", "县恒达水务有限公司总经理董卫江被诫勉。")
    assert named(row, "Place") == set()
    assert [(p["official"], p["title"]) for p in row["posts"]] == [("董卫江", "总经理")]


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("对天泽纸业、宏昌牧业等9家企业罚款。", {"天泽纸业", "宏昌牧业"}),
        ("监理单位正衡监理未履职。", {"正衡监理"}),
        ("与澄河二建解除合同。", {"澄河二建"}),
        ("县农商行收回贷款。", {"县农商行"}),
        ("引进华林绿保(长沙)科技有限公司监测。", {"华林绿保(长沙)科技有限公司"}),
        ("由安全环保部门支持现代物流、冷链物流、绿色化工、本地酒业发展。", set()),
    ],
)
def test_firms_of_a_brand_and_a_trade(one_problem, answer, want):
    assert named(one_problem("管理混乱。", answer), "Company") == want


def test_the_list_of_those_given_a_sanction_may_hold_the_word_and(one_problem):
    row = one_problem(
        "监管不力。", "给予澄河矿业公司总工程师郭小川、安全与环保部经理潘大为、澄北分公司经理丁建国等3人党内警告处分。"
    )
    assert given(row) == [("丁建国", "党内警告"), ("潘大为", "党内警告"), ("郭小川", "党内警告")]


def test_an_office_held_gives_away_its_holder(one_problem):
    row = one_problem("管理混乱。", "沈荣安在担任青岚市民政局局长期间,违规发放津贴。")
    assert [(p["official"], p["title"], p["org"]) for p in row["posts"]] == [("沈荣安", "局长", "青岚市民政局")]


def test_a_verb_between_two_bodies_is_part_of_neither(one_problem):
    row = one_problem("管理混乱。", "市卫生健康委约谈市第二人民医院院长冶廷玉。")
    assert named(row, "Unit") == {"市卫生健康委", "市第二人民医院"}


def test_towns_that_are_commanded_are_bodies_through_the_whole_list(one_problem):
    row = one_problem("巡林不到位。", "督促黄洞乡、白沙镇补开林长会议。")
    assert named(row, "Unit") == {"黄洞乡", "白沙镇"}


def test_a_plain_word_in_a_list_of_names_is_nobody(one_problem):
    row = one_problem("监管不力。", "对县水利局副局长郭小川、安全与信息科科长潘大为进行约谈。")
    assert given(row) == [("潘大为", "约谈"), ("郭小川", "约谈")]
