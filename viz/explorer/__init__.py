"""The local web page for exploring a graph: its server (`explorer`) and its page (`page/`)."""

from viz.explorer.app import explorer
from viz.explorer.serving import serve

__all__ = ["explorer", "serve"]
