"""Markdown's marks go; words, numbers and masked names stay."""

from __future__ import annotations

import pytest

from graph_builder.read import read


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# 通报\n\n## 一、概况\n\n正文。", ["通报", "一、概况", "正文。"]),
        ("**问题：**账目*混乱*。", ["问题：账目混乱。"]),
        ("**“账目”**混乱，__措施：__清理", ["“账目”混乱，措施：清理"]),
        ("张**、李**、王\\*\\*等人", ["张**、李**、王**等人"]),
        ("- 甲\n- 乙\n  * 丙", ["甲", "乙", "丙"]),
        ("3. 甲\n4. 乙", ["3. 甲", "4. 乙"]),
        ("1.账目混乱。\n整改情况:清理。", ["1.账目混乱。", "整改情况:清理。"]),
        ("见[附件](http://x.test/a)和![章](s.png)<http://x.test>", ["见附件和http://x.test"]),
        ("```\n甲\n乙\n```", ["甲", "乙"]),
        ("    　　缩进的段落。", ["缩进的段落。"]),
        ('<div align="center"><b>通报</b></div>\n\n正<u>文</u>。<br>二', ["通报", "正文。", "二"]),
        ("<!-- 草稿 -->\n\n正文。", ["正文。"]),
        ("> 引用。\n\n---\n\n正文&nbsp;。", ["引用。", "正文 。"]),
        ("---\ntitle: 草稿\n---\n正文。", ["正文。"]),
    ],
)
def test_marks_are_removed(tmp_path, source, lines):
    path = tmp_path / "a.md"
    path.write_text(source, "utf-8")
    assert [line for line in read(path).text.split("\n") if line] == lines
