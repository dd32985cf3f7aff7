"""Recall nets, both optional: names and sanctions that no rule saw, proposed for the rules' side to weigh.

What a net proposes is never a fact: `graph_builder.extract` decides what becomes of it.
"""

from __future__ import annotations

from graph_builder.errors import NetMissing
from graph_builder.nets.proposal import Net, Proposal, ProposedSanction
from graph_builder.nets.tagger import available

__all__ = ["NETS", "Net", "Proposal", "ProposedSanction", "available", "open_net"]

NETS = ("lac", "llm")


def open_net(
    name: str,
    *,
    base_url: str | None = None,
    model: str | None = None,
    api_key: str | None = None,
    timeout: float = 60,
) -> Net:
    """The net `lac` (Baidu's tagger, offline) or `llm` (a chat model behind an OpenAI-compatible endpoint).

    `lac` takes no further argument. `llm` needs `base_url` (http://127.0.0.1:8000/v1); without `model` it
    takes the first that the server lists, without `api_key` the environment's WENZE_LLM_KEY if set;
    `timeout` bounds the seconds spent on one passage. NetMissing, with what to do, if it cannot be opened.
    """
    if name == "lac":
        from graph_builder.nets.lac import LacNet

        return LacNet()
    if name == "llm":
        from graph_builder.nets.llm import LlmNet

        return LlmNet.open(base_url, model=model, api_key=api_key, timeout=timeout)
    raise NetMissing(f"没有名为“{name[:40]}”的识别网,可选:{'、'.join(NETS)}")
