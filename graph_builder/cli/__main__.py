"""`python -m graph_builder.cli`, the same as `wenze`."""

from graph_builder.cli import main

if __name__ == "__main__":
    main()
