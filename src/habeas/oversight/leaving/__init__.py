"""Leaving (or joining) a treaty as a procedure: its steps, its days, what each changes abroad.

Its face gives words: for a timeline, for what was lost and kept between two days, and for
protections that a state would suspend.
"""

from habeas.oversight.leaving.wording import timeline_text
from habeas.oversight.losses import kept_doors
from habeas.oversight.telling.change_wording import changes_text
from habeas.oversight.telling.derogation_wording import derogation_text

__all__ = ["changes_text", "derogation_text", "kept_doors", "timeline_text"]
