"""The Dirichlet-process latent class model: classes of people, independent lists within a class.

The sampler integrates out the unseen people and the labels, and mixes Hamiltonian trajectories
with Gibbs sweeps over the table.
"""

from habeas.counts.latent.cells import cell_probabilities
from habeas.counts.latent.chains import LatentChains, latent_chains
from habeas.counts.latent.estimation import latent_class
from habeas.counts.latent.inference_data import to_inference_data
from habeas.counts.latent.settings import LatentSettings

__all__ = [
    "LatentChains",
    "LatentSettings",
    "cell_probabilities",
    "latent_chains",
    "latent_class",
    "to_inference_data",
]
