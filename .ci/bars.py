"""Extract every annotated notice and hold the scorer's figures to the bars in bars.yaml.

python .ci/bars.py ../shared
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

HERE = Path(__file__).parent


def scored(shared: Path, name: str, out: Path) -> dict[str, dict[str, float]]:
    """The scorer's figures for one annotated notice, extracted by the program itself."""
    report = out / f"{name}.report.json"
    wenze = Path(sys.executable).with_name("wenze")
    subprocess.run(
        [wenze, "extract", shared / "notices" / f"{name}.txt", "--format", "json", "-o", out / f"{name}.json"],
        check=True,
    )
    subprocess.run(
        [
            sys.executable,
            shared / "score" / "score.py",
            "--gold",
            shared / "gold" / f"{name}.gold.json",
            "--pred",
            out / f"{name}.json",
            "--json",
            report,
        ],
        check=True,
    )
    figures: dict[str, dict[str, float]] = json.loads(report.read_text("utf-8"))
    return figures


def main() -> int:
    """Print each figure that falls short; 0 if none does."""
    shared = Path(sys.argv[1])
    bars = yaml.safe_load((HERE / "bars.yaml").read_text("utf-8"))
    short: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for gold in sorted((shared / "gold").glob("*.gold.json")):
            name = gold.name.removesuffix(".gold.json")
            print(f"== {name}")
            figures = scored(shared, name, Path(folder))
            for figure, bar in {**bars["every"], **bars.get(name, {})}.items():
                measure, least = ("precision", bar["precision"]) if isinstance(bar, dict) else ("f1", bar)
                got = figures.get(figure, {"gold": 0})
                if got["gold"] and got[measure] < least:
                    short.append(f"{name}: {figure} {measure} {got[measure]:.3f} < {least}")
    print("\n".join(["Below the bars:", *short]) if short else "All bars hold.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
