"""Many tables: by stratum and replicate, on one machine or on Spark; sums, pooling, imputation."""

from habeas.counts.strata.estimation import estimate_strata
from habeas.counts.strata.estimator import EstimatorSettings
from habeas.counts.strata.imputed_strata import ImputedStrata, estimate_with_missing_labels
from habeas.counts.strata.missing_labels import impute_missing_labels
from habeas.counts.strata.pooling import PooledStrata, pool_strata
from habeas.counts.strata.replicates import combine_replicates
from habeas.counts.strata.result import StrataResult
from habeas.counts.strata.stratum import StratumEstimate, StratumTable

__all__ = [
    "EstimatorSettings",
    "ImputedStrata",
    "PooledStrata",
    "StrataResult",
    "StratumEstimate",
    "StratumTable",
    "combine_replicates",
    "estimate_strata",
    "estimate_with_missing_labels",
    "impute_missing_labels",
    "pool_strata",
]
