"""How sure it is who is who: calibrated pairs, draws of partitions, persons as an interval."""

from habeas.people.partitions.calibration import Calibration, calibrated
from habeas.people.partitions.draws import Draws
from habeas.people.partitions.persons import PersonsInterval, persons_interval
from habeas.people.partitions.sampling import sample_partitions

__all__ = [
    "Calibration",
    "Draws",
    "PersonsInterval",
    "calibrated",
    "persons_interval",
    "sample_partitions",
]
