"""Who received what: only words that say so tie a person to a sanction."""

from __future__ import annotations

import pytest


def given(row):
    return sorted((s["official"] or s["group"] or "", s["kind"]) for s in row["sanctions"])


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("县水利局原局长赵建国被开除党籍、开除公职。", [("赵建国", "开除党籍"), ("赵建国", "开除公职")]),
        ("给予时任副局长孙丽华党内严重警告处分。", [("孙丽华", "党内严重警告")]),
        ("对县水利局办公室主任钱伟进行诫勉谈话。", [("钱伟", "诫勉谈话")]),
        ("科长李明、王芳分别受到政务警告、政务记过处分。", [("李明", "政务警告"), ("王芳", "政务记过")]),
        ("给予党内警告处分2人、诫勉谈话3人。", [("2人", "党内警告"), ("3人", "诫勉谈话")]),
        ("对3名相关责任人进行批评教育。", [("3名相关责任人", "批评教育")]),
        ("免去周伟国的局长职务。", [("周伟国", "免职")]),
        ("原局长吴志强因严重违纪违法被留置,移送检察机关。", [("吴志强", "留置"), ("吴志强", "移送检察机关")]),
        (
            "赵建国(县水利局原党组书记、局长):党内严重警告、免职;钱某(县水务公司总经理):撤职。",
            [("赵建国", "党内严重警告"), ("赵建国", "免职"), ("钱某", "撤职")],
        ),
        (
            "赵建国,县水利局副局长,党内警告;孙丽华,县民政局科员,政务记过。",
            [("赵建国", "党内警告"), ("孙丽华", "政务记过")],
        ),
        ("县法院判处赵建国有期徒刑三年,缓刑四年。", [("赵建国", "有期徒刑三年")]),
        ("约谈石桥乡副乡长赵建国。", [("赵建国", "约谈")]),
        ("李某、王某某2名村干部被党内警告处分。", [("李某", "党内警告"), ("王某某", "党内警告")]),
        ("局长郑义民被判处有期徒刑3年6个月,缓刑4年。", [("郑义民", "有期徒刑3年6个月")]),
        (
            "给予科长刘建国党内严重警告处分、副科长王海涛党内警告处分。",
            [("刘建国", "党内严重警告"), ("王海涛", "党内警告")],
        ),
        (
            "处理如下:财务科原科长刘建国,开除党籍、开除公职;财务科原会计王海涛(已退休),留党察看一年。",
            [("刘建国", "开除党籍"), ("刘建国", "开除公职"), ("王海涛", "留党察看一年")],
        ),
        (
            "给予董事长赵长河、总经理高翔、副总经理边强党内严重警告、党内警告、诫勉处分。",
            [("赵长河", "党内严重警告"), ("高翔", "党内警告"), ("边强", "诫勉")],
        ),
        (
            "时任副局长周伟(现任县文旅局局长)、规划科原科长郑和平(已退休)受到党内警告处分。",
            [("周伟", "党内警告"), ("郑和平", "党内警告")],
        ),
        ("县人民法院以受贿罪判处冯国强有期徒刑11年。", [("冯国强", "有期徒刑11年")]),
        ("李建国被开除党籍,2023年9月被判处有期徒刑3年。", [("李建国", "开除党籍"), ("李建国", "有期徒刑3年")]),
        ("免去陈建华县第二中学校长职务,调离学校工作岗位。", [("陈建华", "免职"), ("陈建华", "调离岗位")]),
        ("对校长段思平进行约谈,责令其作出书面检查。", [("段思平", "约谈"), ("段思平", "责令检查")]),
        ("对万晓燕(时任教育科科长,现任教研室主任)进行诫勉谈话。", [("万晓燕", "诫勉谈话")]),
        (
            "经手人巫某某、程某全额退缴,对二人分别予以政务警告、批评教育。",
            [("巫某某", "政务警告"), ("程某", "批评教育")],
        ),
        (
            "给予工程部经理岳不凡留党察看一年处分,并解除劳动合同。",
            [("岳不凡", "留党察看一年"), ("岳不凡", "解除劳动合同")],
        ),
    ],
)
def test_reads_stated_sanctions(one_problem, answer, want):
    assert given(one_problem("管理混乱。", answer)) == sorted(want)


@pytest.mark.parametrize(
    "answer",
    [
        "局长赵建国未被给予处分。",
        "对屡教不改的,依规依纪严肃处理。",
        "对相关责任人追究责任,情节严重的给予开除党籍处分。",
        "对原经理赵建国涉嫌行贿问题线索移送县公安局处理。",
        "责成县水利局向县政府作出深刻检查。",
        "将对赵建国进行问责。",
        "严肃查处违纪违法行为。",
        "完善问责机制,加大查处力度。",
        "通过交流、转任职级、免职等方式调整干部。",
        "凡违反规定的一律给予党纪处分。",
        "修订处分执行办法。",
        "局长赵建国主持召开会议,研究对违规人员的处理意见。",
        "尚未对相关责任人作出处理。",
        "建议给予科长赵建国政务记过处分。",
        "拟给予赵建国党内警告处分。",
        "如再发生,将给予赵建国免职处理。",
        "赵建国受到党内警告处分一事已予纠正。",
        "党组书记赵建国约谈了孙丽华。",
        "党组成员赵建国约谈违规企业负责人。",
    ],
)
def test_denied_conditional_and_general_sentences_are_no_sanction(one_problem, answer):
    assert given(one_problem("管理混乱。", answer)) == []


def test_the_person_who_sanctions_is_not_the_one_sanctioned(one_problem):
    row = one_problem("管理混乱。", "县委书记林海涛主持会议,决定给予孙丽华党内警告处分。")
    assert given(row) == [("孙丽华", "党内警告")]
    roles = {e["name"]: e["role"] for e in row["entities"]}
    assert roles["林海涛"] == "mentioned"


def test_each_official_is_paired_with_his_own_company(one_problem):
    row = one_problem("管理混乱。", "依法查处了青山集团原董事长赵建国,绿水集团原总经理孙丽华。")
    assert {(p["official"], p["org"], p["title"], p["former"]) for p in row["posts"]} == {
        ("赵建国", "青山集团", "董事长", True),
        ("孙丽华", "绿水集团", "总经理", True),
    }


def test_a_list_paired_by_respectively_is_never_given_to_one_of_it(one_problem):
    row = one_problem("镇人大主席马超、财政所所长丁一鸣公款吃喝。", "马超、丁一鸣分别受到党内警告、政务警告处分。")
    assert given(row) == [("丁一鸣", "政务警告"), ("马超", "党内警告")]
    row = one_problem("公款吃喝。", "甲某某某、局长丁一鸣分别受到党内警告、政务警告处分。")
    assert not any(who == "丁一鸣" for who, _ in given(row))


def test_two_people_and_two_sanctions_are_not_paired_unless_a_word_says_how(one_problem):
    row = one_problem("管理混乱。", "给予县水利局副局长赵建国、科员孙丽华党内警告、政务记过处分。")
    assert not [s for s in row["sanctions"] if s["official"]]


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("李建国被免职,会计何从容被辞退。", [("李建国", "免职"), ("何从容", "辞退")]),
        # The second clause names somebody or something else, whether or not a rule can read who.
        ("李建国被开除党籍,扎布苏受到政务撤职处分。", [("李建国", "开除党籍")]),
        ("李建国被免职,单位被通报批评。", [("李建国", "免职")]),
        ("李建国被诫勉谈话,分管副局长被谈话提醒。", [("李建国", "诫勉谈话")]),
        ("李建国被开除党籍,其配偶受到行政处罚。", [("李建国", "开除党籍")]),
        ("李建国受到党内警告处分,所在科室被通报批评。", [("李建国", "党内警告")]),
        ("对李建国诫勉谈话,对其妻何从容批评教育。", [("李建国", "诫勉谈话")]),
        ("李建国、王晓梅均受到党内警告处分。", [("李建国", "党内警告"), ("王晓梅", "党内警告")]),
        ("会计何从容检举出纳李建国,李建国被移送司法机关。", [("李建国", "移送司法机关")]),
    ],
)
def test_gives_nobody_what_somebody_else_received(one_problem, answer, want):
    assert given(one_problem("管理混乱。", answer)) == sorted(want)


def test_does_not_pair_two_of_three_people_with_two_sanctions(one_problem):
    row = one_problem("档案造假。", "副局长周海涛、科员钱进等3人分别受到党内警告、政务记过处分。")
    assert row["sanctions"] and not [s for s in row["sanctions"] if s["official"]]


def test_leaves_open_who_of_a_list_received_which(one_problem):
    answer = "对熊某某、何某等5人予以诫勉、取消任职资格等处理。"
    assert {who for who, _ in given(one_problem("档案造假。", answer))} == {"熊某某、何某"}


@pytest.mark.parametrize(
    "name",
    [
        "欧阳文柏",
        "尉迟刚",
        "东方旭",
        "亓官明",
        "阿依古丽·买买提",
        "扎西·多吉",
        "萨仁高娃",
        "古力米拉",
        "尚可为",
        "计春生",
        "于某",
    ],
)
def test_reads_names_of_many_peoples(one_problem, name):
    row = one_problem("管理混乱。", f"给予财务科科长{name}政务警告处分。")
    assert given(row) == [(name, "政务警告")]
