"""Print the scores on every gold set that is at hand, and hold them to the floors: `make gold`."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.evaluate.report import REPORTS
from dragoman.knowledge import load_knowledge

OURS = Path(__file__).parents[1] / "tests" / "gold"


def main() -> None:
    """Print each report; sets that are not at hand are named as such."""
    folder = Path(sys.argv[1])
    knowledge = load_knowledge()
    places = {"gsr": folder / "gsr.jsonl", "meantime": folder / "meantime.jsonl", "re3d": folder / "re3d.jsonl"}
    places |= {"stories": OURS / "stories", "holders": OURS / "holders.csv"}
    for name, path in places.items():
        if path.exists():
            print(*REPORTS[name](path, knowledge, False), "", sep="\n")
        else:
            print(f"{name}: not here\n")


if __name__ == "__main__":
    main()
