"""The weights by which two claims are held to tell of one happening, stated in one place.

All weights are log-odds (natural logarithm) and are added to the prior. They were set by hand from
what a feature is worth (two days that agree by chance: one in ninety), and looked at on invented
worlds (`benchmarks/events_accuracy.py`); they are no fit to anybody's documents.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventSettings:
    """`prior`: log-odds that two claims which met at all are of one happening, before anything.

    `threshold`: from this score on two claims are linked. `cohesion`: two groups join only where
    the mean score across them is at least this. `days`: two days this far apart agree by no more
    than chance. `block`: how many claims may meet under one key before they meet in a window.
    """

    prior: float = -5.0
    threshold: float = 1.0
    cohesion: float = 0.5
    denial_prior: float = -3.0
    denial_threshold: float = 1.0

    same_type: float = 1.5
    days: float = 90.0
    most_for_date: float = 3.5
    far_in_time: float = -7.0
    same_place: float = 3.0
    same_region: float = 0.8
    other_place: float = -6.0
    same_victim: float = 4.0
    other_victim: float = -2.5
    same_person_acting: float = 3.0
    same_body: float = 1.0
    same_state: float = 0.4
    other_state: float = -2.0
    same_number: float = 2.0
    other_number: float = -1.0
    same_words: float = 6.0
    same_speaker: float = 0.8
    retells: float = 1.5
    published_together: float = 0.5

    block: int = 48
    window: int = 10
