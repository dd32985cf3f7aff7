"""Showing the graph."""
