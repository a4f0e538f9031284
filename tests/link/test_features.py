"""What is told of each pair of recommendation and passage."""

from __future__ import annotations

import tracemalloc

import ofstedmine as om
from ofstedmine.link.candidates import passages
from ofstedmine.link.features.names import by_names
from ofstedmine.link.prepared import letter, query
from ofstedmine.link.vocabulary import shipped
from ofstedmine.model import Recommendation, RecommendationKind


def test_names_take_no_memory_by_the_product_of_items_passages_and_names() -> None:
    texts = [
        f"{n}. Assessments of disabled children are timely, and supervision of group {n} is regular."
        for n in range(1, 121)
    ]
    later = letter(passages(om.mine(("# Impact of leaders\n\n" + "\n\n".join(texts)).encode())))
    asked = [
        query(Recommendation(f"R{n}", "The supervision of social workers and assessments of children in care.", None,
                             RecommendationKind.IMPROVEMENT, None, (), None))
        for n in range(80)
    ]  # fmt: skip
    vocabulary = shipped()
    by_names(asked[:1], later, vocabulary)
    tracemalloc.start()
    table, _ = by_names(asked, later, vocabulary)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(later.passages) > 50
    assert table["named rarest"].shape == (80, len(later.passages))
    assert peak < 4 * 80 * len(later.passages) * len(vocabulary.labels)
