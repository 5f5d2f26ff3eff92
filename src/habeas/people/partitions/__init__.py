"""How sure it is who is who: calibrated pairs, draws of partitions, persons as an interval."""

from habeas.people.partitions.draws import Draws
from habeas.people.partitions.sampling import sample_partitions

__all__ = ["Draws", "sample_partitions"]
