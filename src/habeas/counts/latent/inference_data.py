"""The chains in the form that ArviZ reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.counts.latent.chains import LatentChains
from habeas.model import MissingExtra

if TYPE_CHECKING:
    from arviz import InferenceData


def to_inference_data(chains: LatentChains) -> InferenceData:
    """The draws as an ArviZ InferenceData: N, n0, alpha and occupied, then what was kept of θ.

    Group `posterior`: `N`, `n0`, `alpha`, `occupied` (chain × draw). Class weights and capture
    probabilities, of which fewer draws are kept, stand in the group `parameters`: `weight`
    (chain × draw × class) and `capture` (chain × draw × class × list). Classes are in the order of
    their sticks and may change places along a chain.

    Raises MissingExtra without ArviZ.
    """
    try:
        import arviz
    except ImportError as absent:
        raise MissingExtra(
            "ArviZ is not installed", remedy="pip install 'habeas[diagnostics]'"
        ) from absent
    posterior = {
        "N": chains.totals,
        "n0": chains.unseen,
        "alpha": chains.alpha,
        "occupied": chains.occupied,
    }
    data = arviz.from_dict(posterior=posterior)
    parameters = arviz.dict_to_dataset(
        {"weight": chains.weights, "capture": chains.capture},
        coords={"list": list(chains.table.lists)},
        dims={"weight": ["class"], "capture": ["class", "list"]},
    )
    data.add_groups({"parameters": parameters})
    return data
