"""Print the scores on every gold set that is at hand, and hold them to the floors: `make gold`.

`python tools/gold.py --sweep` prints instead what each constant of incidents/alike.py does to incidents, a step at a time;
`--incidents` the incidents alone.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from dragoman.desk.demo import build_demo, demo_articles
from dragoman.evaluate.incidents import read_labels, read_origins, sweep
from dragoman.evaluate.report import REPORTS, incidents_report
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.store.file import open_writer

OURS = Path(__file__).parents[1] / "tests" / "gold"


def print_gold(folder: Path, knowledge: Knowledge) -> None:
    """Print each report; sets that are not at hand are named as such."""
    places = {"gsr": folder / "gsr.jsonl", "meantime": folder / "meantime.jsonl", "re3d": folder / "re3d.jsonl"}
    places |= {"stories": OURS / "stories", "holders": OURS / "holders.csv"}
    for name, path in places.items():
        if path.exists():
            print(*REPORTS[name](path, knowledge, False), "", sep="\n")
        else:
            print(f"{name}: not here\n")


def print_incidents(knowledge: Knowledge, *, swept: bool) -> None:
    """Build a desk of the demonstration corpus in a folder for the time being, and print its score or the sweep."""
    articles = demo_articles()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.duckdb"
        build_demo(path, knowledge)
        with open_writer(path, make=False) as store:
            if not swept:
                print(*incidents_report(OURS, articles, store, False), "", sep="\n")
                return
            labels, origins = read_labels(OURS / "incidents.csv"), read_origins(OURS / "origins.csv")
            for name, value, score in sweep(store, labels, articles, origins, knowledge.ontology.families):
                print(
                    f"{name:<13} {value:3.1f}  two origins {score.apart}  two articles F1 {score.pairs.f1:.3f}  B-cubed {score.f1:.3f}"
                )


def main() -> None:
    """Print all, or the sweep alone."""
    knowledge = load_knowledge()
    swept = sys.argv[1:] == ["--sweep"]
    if sys.argv[1:] == ["--incidents"]:
        print_incidents(knowledge, swept=False)
        return
    if not swept:
        print_gold(Path(sys.argv[1]), knowledge)
    print_incidents(knowledge, swept=swept)


if __name__ == "__main__":
    main()
