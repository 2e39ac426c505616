"""Near-duplicates: the estimate follows the true resemblance, copies share bands, other stories do not."""

from __future__ import annotations

import random

import pytest

from stateofplay.model.copying import COPY
from stateofplay.record.intake import similarity


def words(seed: int, n: int) -> list[str]:
    rng = random.Random(seed)
    return [f"w{rng.randrange(5000)}" for _ in range(n)]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_estimate_follows_the_true_resemblance(share: float) -> None:
    base, other = words(1, 800), words(2, 800)
    kept = int(800 * share)
    a, b = base, base[:kept] + other[kept:]
    shingles = lambda t: {tuple(t[i : i + 5]) for i in range(len(t) - 4)}  # noqa: E731
    true = len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))
    one, two = similarity.sign(" ".join(a)), similarity.sign(" ".join(b))
    assert one is not None
    assert two is not None
    assert similarity.resemblance(one, two) == pytest.approx(true, abs=0.16)
    assert similarity.unpack(similarity.pack(one)).tolist() == one.tolist()
    if true >= COPY:
        assert set(similarity.bands(one)) & set(similarity.bands(two))


def test_other_stories_rarely_share_a_band() -> None:
    signatures = [similarity.sign(" ".join(words(seed, 300))) for seed in range(40)]
    shared = sum(
        bool(set(similarity.bands(a)) & set(similarity.bands(b)))
        for i, a in enumerate(signatures)
        for b in signatures[:i]
        if a is not None and b is not None
    )
    assert shared <= 5


def test_short_texts_have_no_signature() -> None:
    assert similarity.sign("too short to tell") is None
