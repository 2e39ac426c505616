"""An encoder under the network learns with it: what the network makes of a window reaches every weight of the encoder."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is needed for training alone")
pytest.importorskip("transformers", reason="transformers are needed for training alone")

from training.claims.own import Own, pieces_of  # noqa: E402  # needs PyTorch
from training.claims.upper import of_words  # noqa: E402

from stateofplay.finding.learned.pairs import WORD  # noqa: E402

WORDS = "Norway and Sweden will hold talks in Geneva".split()


def window(network: Own) -> dict[str, object]:
    pieces, owner = map(torch.tensor, pieces_of(network.lexicon, WORDS))
    states, features = torch.zeros(len(WORDS), 384), torch.zeros(len(WORDS), len(WORD), dtype=torch.long)
    return {
        "first": 0,
        "last": len(WORDS),
        "views": [states, states],
        "features": features,
        "own": [(pieces, owner)] * 2,
    }


def test_what_is_made_of_words_reaches_their_pieces() -> None:
    pieces = torch.ones(1, 4, 2, requires_grad=True)
    words = of_words(pieces, torch.tensor([[-1, 0, 0, 1]]), 3)
    assert words.shape == (1, 3, 2)
    words.sum().backward()
    assert pieces.grad[0, :, 0].tolist() == [0.0, 0.5, 0.5, 1.0]


def test_an_encoder_of_its_own_learns_and_waits_only_where_asked() -> None:
    network = Own(below=1)
    network.read([window(network)], None).sum().backward()
    assert network.idle() == []
    network.zero_grad(set_to_none=True)
    network.waits = True
    network.read([window(network)], None).sum().backward()
    assert {name for name in network.idle() if name.startswith("own.")} == {
        f"own.{name}" for name, _ in network.own.named_parameters()
    }
