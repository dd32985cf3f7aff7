"""Who holds which post in which body, from the words beside the name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "对县审计局原副局长赵建国(现任县统计局调研员)进行约谈。",
            [("赵建国", "副局长", "县审计局", True), ("赵建国", "调研员", "县统计局", False)],
        ),
        (
            "时任石桥镇党委书记(现任县水利局局长)赵建国被诫勉。",
            [("赵建国", "书记", "石桥镇党委", True), ("赵建国", "局长", "县水利局", False)],
        ),
        (
            "赵建国(县水利局原党组书记、局长,现任县政协主席):党内警告。",
            [
                ("赵建国", "党组书记", "县水利局", True),
                ("赵建国", "局长", "县水利局", True),
                ("赵建国", "主席", "县政协", False),
            ],
        ),
        (
            "县粮食公司党支部书记、总经理赵建国被诫勉。",
            [("赵建国", "书记", "县粮食公司党支部", False), ("赵建国", "总经理", "县粮食公司", False)],
        ),
        (
            "县供销社主任赵建国,党组成员、副主任孙丽华被通报批评。",
            [
                ("赵建国", "主任", "县供销社", False),
                ("孙丽华", "党组成员", "县供销社", False),
                ("孙丽华", "副主任", "县供销社", False),
            ],
        ),
    ],
)
def test_reads_posts(one_problem, answer, want):
    row = one_problem("管理混乱。", answer)
    assert [(p["official"], p["title"], p["org"], p["former"]) for p in row["posts"]] == want


def test_a_leader_of_no_body_gets_no_post(one_problem):
    assert one_problem("管理混乱。", "对负有领导责任的副镇长赵建国进行约谈。")["posts"] == []


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "澄河省委原常委,省政府原副省长穆青河被开除党籍。",
            [("穆青河", "常委", "澄河省委", True), ("穆青河", "副省长", "省政府", True)],
        ),
        (
            "青岚市委原常委、政法委原书记卢正科被开除党籍。",
            [("卢正科", "常委", "青岚市委", True), ("卢正科", "书记", "政法委", True)],
        ),
        (
            "县纪委原副书记、监委原副主任梁启山被开除党籍。",
            [("梁启山", "副书记", "县纪委", True), ("梁启山", "副主任", "监委", True)],
        ),
        (
            "县供销社主任兼县农资公司经理秦大川被诫勉。",
            [("秦大川", "主任", "县供销社", False), ("秦大川", "经理", "县农资公司", False)],
        ),
        (
            "时任县林业局种苗站站长的曹文远外出饮酒,曹文远被诫勉。",
            [("曹文远", "站长", "县林业局种苗站", True)],
        ),
        (
            "青石镇党委委员、人大主席宋雨林被诫勉。",
            [("宋雨林", "委员", "青石镇党委", False), ("宋雨林", "人大主席", "青石镇", False)],
        ),
        ("城关二小校长毕淑华被诫勉。", [("毕淑华", "校长", "城关二小", False)]),
        ("县一中原总务主任于得水被诫勉。", [("于得水", "总务主任", "县一中", True)]),
        (
            "后勤管理处处长江淹被免职,副处长沈约受到政务记过处分。",
            [("江淹", "处长", "后勤管理处", False), ("沈约", "副处长", "后勤管理处", False)],
        ),
        # Between the two another body is named: whose deputy the second is, is not said.
        (
            "后勤管理处处长江淹被县纪委约谈,副处长沈约受到政务记过处分。",
            [("江淹", "处长", "后勤管理处", False), ("沈约", "副处长", "后勤管理处", False)],
        ),
        (
            "石桥镇党委书记柳如是、镇长董小宛被约谈。",
            [("柳如是", "书记", "石桥镇党委", False), ("董小宛", "镇长", "石桥镇", False)],
        ),
        # The town is not named, and its head is no officer of the committee.
        ("镇党委书记柳如是、镇长董小宛被约谈。", [("柳如是", "书记", "镇党委", False)]),
        # Of a name behind 的 nothing is said but that he belongs to the office's holder.
        ("县林业局局长的曹文远被诫勉。", []),
    ],
)
def test_reads_posts_told_in_chains(one_problem, answer, want):
    row = one_problem("管理混乱。", answer)
    assert [(p["official"], p["title"], p["org"], p["former"]) for p in row["posts"] if p["title"]] == want


def test_a_department_of_a_firm_is_the_body_that_its_head_serves(one_problem):
    row = one_problem("管理混乱。", "建设银行青岚分行个人金融部总经理蒋中平被诫勉。")
    assert [(p["title"], p["org"]) for p in row["posts"]] == [("总经理", "建设银行青岚分行个人金融部")]


def held_by(row, who):
    return [(p["title"], p["org"]) for p in row["posts"] if p["official"] == who]


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("石板乡卫生院院长翟俊杰受到党内警告处分，会计柳絮被诫勉谈话。", [("会计", "石板乡卫生院")]),
        ("石板乡卫生院院长翟俊杰受到党内警告处分，项目经理柳絮被诫勉谈话。", []),
        ("新集粮站账实不符，由站长柳絮赔偿。", [("站长", "新集粮站")]),
        ("新集粮站、马铺粮站账实不符，由站长柳絮赔偿。", []),
        ("设备科科长翟俊杰受到政务警告处分，对时任分管副校长柳絮诫勉谈话。", []),
        ("农业股股长翟俊杰失职，村文书柳絮虚报冒领。", []),
        ("农业股股长翟俊杰失职，村文书贺长庚、报账员柳絮虚报冒领。", []),
        ("县水务公司负责人柳絮被诫勉谈话。", [("负责人", "县水务公司")]),
    ],
)
def test_a_title_without_a_body_is_one_of_the_body_told_before(one_problem, answer, want):
    assert held_by(one_problem("管理混乱。", answer), "柳絮") == want


def test_a_county_s_governor_holds_no_office_of_its_committee(one_problem):
    assert held_by(one_problem("管理混乱。", "县委原常委、常务副县长宋维民被留置。"), "宋维民") == [("常委", "县委")]


@pytest.mark.parametrize(
    ("post", "want"),
    [
        ("县水利局局长", [("局长", "县水利局")]),
        ("的县水利局局长", [("局长", "县水利局")]),
        ("柳树镇党委书记", [("书记", "柳树镇党委")]),
    ],
)
def test_a_comrade_removed_from_a_post_is_no_part_of_the_body_s_name(one_problem, post, want):
    row = one_problem("管理混乱。", f"县委免去宋维民同志{post}职务。")
    assert held_by(row, "宋维民") == want
    assert not [e["name"] for e in row["entities"] if "同志" in e["name"]]
