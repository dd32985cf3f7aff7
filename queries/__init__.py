"""Asking the graph."""
