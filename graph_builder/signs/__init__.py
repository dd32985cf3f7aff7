"""Claims → signs (迹象): what a supervisor looks for in a problem and its answer, each with its words.

What a query language cannot decide (cues such as 再次 or 上访, deadlines that had passed, supervisors against
supervised) is decided here once, from `lexicon/signs.yaml`, and becomes claims like any other fact.
"""

from graph_builder.signs.signs import cue_names, read_signs

__all__ = ["cue_names", "read_signs"]
