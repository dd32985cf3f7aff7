"""From a notice to a graph of accountability."""
