"""Every error that a user can meet, as one tree.

Each is raised deep and shown once, at the command line's edge, as one Chinese sentence
that says what is wrong and what to do.
"""

from __future__ import annotations


class WenzeError(Exception):
    """Base of all errors shown to the user; its message is a finished Chinese sentence."""


class UnreadableNotice(WenzeError):
    """A file could not be read as a notice; the message names the file, the fault and the remedy."""


class BadQuery(WenzeError):
    """A Cypher query was refused or failed; the message quotes the engine's reason."""


class StoreMissing(WenzeError):
    """There is no graph where one was looked for; the message says how to build it."""


class StoreBusy(WenzeError):
    """Another process is writing the graph."""


class StoreRefused(WenzeError):
    """A graph server's address or credentials are not accepted, or it holds what wenze must not touch."""


class NothingFound(WenzeError):
    """A name asked for is in no notice; the message offers the nearest names."""


class JudgementRefused(WenzeError):
    """A judgement cannot be made or the file of judgements cannot be written; the message says why."""


class NetMissing(WenzeError):
    """A recall net cannot be opened; the message says what to install or which setting is wrong."""


class NotExported(WenzeError):
    """A graph cannot be written in the format asked for; the message says which format can hold it."""


class UnreadableGraph(WenzeError):
    """A file to import is no graph of this schema; the message names the first fault and where it stands."""


class CacheUnusable(WenzeError):
    """The cache of what was read cannot be written; the message says why and what to do."""


class SparkMissing(WenzeError):
    """Apache Spark cannot be started; the message says what to install."""


class UnreadableClaims(WenzeError):
    """There are no claims of a job to take over, or another version made them."""


class NotSaved(WenzeError):
    """A view of the explorer could not be kept; the message says why."""
