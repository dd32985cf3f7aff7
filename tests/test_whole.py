"""Files and folders are written whole or not at all."""

from __future__ import annotations

import pytest

from graph_builder.whole import whole_file, whole_folder, write_whole


class Interrupted(Exception):
    """Something went wrong half-way."""


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    path = tmp_path / "new" / "a.txt"
    with whole_file(path) as beside:
        beside.write_text("新")
        assert not path.exists()
    assert path.read_text() == "新" and [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, "旧")
    with pytest.raises(Interrupted), whole_file(path) as beside:
        beside.write_text("一半")
        raise Interrupted
    assert path.read_text() == "旧" and [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_is_replaced_with_all_it_holds(tmp_path):
    for name in ("old", "new"):
        with whole_folder(tmp_path / "f") as beside:
            (beside / name).touch()
    assert [entry.name for entry in (tmp_path / "f").iterdir()] == ["new"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["f"]


def test_a_failure_leaves_the_old_folder(tmp_path):
    with whole_folder(tmp_path / "f") as beside:
        (beside / "old").touch()
    with pytest.raises(Interrupted), whole_folder(tmp_path / "f") as beside:
        (beside / "half").touch()
        raise Interrupted
    assert [entry.name for entry in (tmp_path / "f").iterdir()] == ["old"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["f"]
