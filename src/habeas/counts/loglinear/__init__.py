"""Log-linear models of overlap tables: every hierarchical model fitted, checked and compared."""

from habeas.counts.loglinear.chao_model import mth_chao
from habeas.counts.loglinear.comparison import FittedModel, model_table
from habeas.counts.loglinear.estimator import independence, log_linear
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.stepwise import stepwise
from habeas.counts.loglinear.threshold import bayes_threshold

__all__ = [
    "FittedModel",
    "Model",
    "bayes_threshold",
    "independence",
    "log_linear",
    "model_table",
    "mth_chao",
    "stepwise",
]
