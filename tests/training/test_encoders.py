"""An encoder under the network learns with it: what the network makes of a window reaches every weight of the encoder."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is needed for training alone")
pytest.importorskip("transformers", reason="transformers are needed for training alone")

from training.claims.cache import words_entering  # noqa: E402  # needs PyTorch
from training.claims.deep import Deep  # noqa: E402
from training.claims.upper import of_words  # noqa: E402
from training.claims.weights import turn  # noqa: E402
from training.claims.windows import batch_of  # noqa: E402

from stateofplay.finding.learned import graph  # noqa: E402
from stateofplay.finding.learned.pairs import WORD  # noqa: E402
from stateofplay.finding.learned.view import View  # noqa: E402
from stateofplay.testing.documents import document  # noqa: E402

VIEW = View.of(document("Norway and Sweden will hold talks in Geneva. Chad may come."), ())


def window(network: Deep) -> dict[str, object]:
    size = len(VIEW.words)
    out = {"first": 0, "last": size, "features": torch.zeros(size, len(WORD), dtype=torch.long)}
    network.see([out], "own-1", VIEW)
    return out


def test_what_is_made_of_words_reaches_their_pieces() -> None:
    pieces = torch.ones(1, 4, 2, requires_grad=True)
    words = of_words(pieces, torch.tensor([[-1, 0, 0, 1]]), 3)
    assert words.shape == (1, 3, 2)
    words.sum().backward()
    assert pieces.grad[0, :, 0].tolist() == [0.0, 0.5, 0.5, 1.0]


def test_an_encoder_of_its_own_learns_and_waits_only_where_asked() -> None:
    network = Deep(below=1)
    network.read([window(network)], None).sum().backward()
    assert network.idle() == []
    network.zero_grad(set_to_none=True)
    network.waits = True
    network.read([window(network)], None).sum().backward()
    assert set(network.idle()) == {f"below.{name}" for name, _ in network.below.named_parameters()}


def test_the_product_computes_what_training_does() -> None:
    network = Deep().eval()
    network.start_below()
    states, features, lengths = batch_of([window(network)], None)
    with torch.no_grad():
        below = network.words_of(states, lengths)
        theirs = network.encode(below, features, lengths)[0].numpy()
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    shipped = graph.Network(turn(arrays), {})
    ours = shipped.encode(words_entering(VIEW).astype("float16"), features[0].numpy(), [(0, len(VIEW.words))])[:]
    near = (ours * theirs).sum(1) / np.sqrt((ours**2).sum(1) * (theirs**2).sum(1))
    assert near.min() > 0.995  # training computes in 16 bits
