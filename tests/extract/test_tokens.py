"""Words, and their parts of speech looked up one by one, are those that the word cutter gives a whole text."""

from __future__ import annotations

import pytest
import rjieba

from graph_builder.extract.tokens import tokens
from graph_builder.read import read
from tests.conftest import NOTICES, SAMPLE


@pytest.mark.parametrize("path", [SAMPLE, *sorted(NOTICES.glob("*.txt"))], ids=lambda path: path.stem)
def test_parts_of_speech_are_the_texts(path):
    text = read(path).text
    words = tokens(text)
    assert list(zip(words.words, words.tags, strict=True)) == rjieba.tag(text)
    assert all(text.startswith(word, start) for word, start in zip(words.words, words.starts, strict=True))


def test_a_word_that_stands_only_in_context_has_its_part_of_speech():
    text = "已于2024年制发通知。"
    parted = [word for word in tokens(text).words if len(rjieba.cut(word)) > 1]
    assert parted
    assert list(tokens(text).tags) == [tag for _, tag in rjieba.tag(text)]


def test_no_text_has_no_words():
    assert tokens("").words == () and list(tokens("").tags) == []
