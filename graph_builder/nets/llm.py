"""The recall net of a chat model that the user serves: names and sanctions, each with its quote.

A model may err, lie or be led astray by the notice; so it only points at words, and the words decide.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence

from graph_builder.claim import Span
from graph_builder.errors import NetMissing
from graph_builder.lexicon import load
from graph_builder.nets.answer import SCHEMA, read_answer
from graph_builder.nets.chat import Chat, Endpoint, Unanswered, listed_models
from graph_builder.nets.proposal import Proposal, ProposedSanction

LONGEST_PASSAGE = 4_000
"""Characters of a passage that are sent; what stands behind them is not read."""
_SHORTEST_PASSAGE = 8
_PROBE = 10.0
_GIVES_UP_AFTER = 3
KEY = "WENZE_LLM_KEY"
"""The environment's variable that holds the key."""


class LlmNet:
    """Asks a model about one passage at a time.

    `warnings` counts the passages without a usable answer and the items that the text did not bear out.
    After three passages in a row without an answer the server is taken for dead and asked no more.
    """

    name = "llm"

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self._failed = 0
        self.warnings = 0

    @classmethod
    def open(cls, base_url: str | None, *, model: str | None, api_key: str | None, timeout: float) -> LlmNet:
        """Reach the server; NetMissing, with what to do, if it is not there or lists no model."""
        if not (math.isfinite(timeout) and timeout > 0):
            raise NetMissing("大模型识别网的时限应为正数(秒)")
        endpoint = Endpoint.at(base_url, os.environ.get(KEY, "") if api_key is None else api_key)
        listed = listed_models(endpoint, min(timeout, _PROBE))
        if not model and not listed:
            raise NetMissing("大模型服务没有列出模型,请用 --model 指明")
        return cls(Chat(endpoint, model or listed[0], timeout))

    @property
    def dead(self) -> bool:
        """Whether the server was given up."""
        return self._failed >= _GIVES_UP_AFTER

    def propose(self, text: str, passages: Sequence[Span]) -> list[Proposal | ProposedSanction]:
        """What the model sees in these passages and their words bear out; one request a passage."""
        found: set[Proposal | ProposedSanction] = set()
        for start, end in sorted(set(passages)):
            passage = Span(max(start, 0), min(end, len(text), max(start, 0) + LONGEST_PASSAGE))
            if passage.end - passage.start >= _SHORTEST_PASSAGE:
                found |= self._in_passage(text, passage)
        return sorted(found, key=_place)

    def _in_passage(self, text: str, passage: Span) -> set[Proposal | ProposedSanction]:
        if self.dead:
            self.warnings += 1
            return set()
        try:
            # As a JSON string the notice's words cannot end the place where they are quoted.
            question = json.dumps({"passage": passage.cut(text)}, ensure_ascii=False)
            answer = self._chat.ask(load("net")["prompt"], question, SCHEMA)
            self._failed = 0
        except Unanswered:
            self._failed += 1
            self.warnings += 1
            return set()
        try:
            found, refused = read_answer(answer, text, passage, self.name)
        except Unanswered:
            self.warnings += 1
            return set()
        self.warnings += refused
        return found


def _place(found: Proposal | ProposedSanction) -> tuple[Span, int, str, Span]:
    if isinstance(found, Proposal):
        return found.span, 0, found.label, found.span
    return found.official, 1, found.kind, found.quote
