"""Log-linear models of overlap tables: every hierarchical model fitted, checked and compared."""

from habeas.counts.loglinear.chao_model import mth_chao
from habeas.counts.loglinear.estimator import independence, log_linear
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.stepwise import stepwise

__all__ = ["Model", "independence", "log_linear", "mth_chao", "stepwise"]
