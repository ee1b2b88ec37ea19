"""The statistics: pure functions on arrays of numbers.

>>> from effaith import stats
>>> answer = stats.proportion(11, 15)
>>> round(answer.estimate, 4), round(answer.wilson.low, 4), round(answer.wilson.high, 4)
(0.7333, 0.4805, 0.891)

Arrays are lists, numpy arrays, pandas or polars series, pyarrow arrays, or anything else that gives
numbers one after another; None and NaN are missing values. Each function answers a small object with
named figures. A figure that the data cannot give is None, and `reasons` says why; nothing is NaN and
nothing raises, but for arguments that are of the wrong type.

`explain()` shows how every figure is worked:

>>> print(answer.explain()["estimate"])
estimate = x / n = 11 / 15 = 0.7333333333333333
"""

# Written by bindings/statistics/generate.py: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from effaith import _core
from effaith._statistic import REASONS, Answer, Block, Interval, Step, Values, Working, values_of

__all__ = [
    "REASONS",
    "AdjustedP",
    "AdjustedPs",
    "Ancova",
    "AncovaSchools",
    "BetterIs",
    "BoundedFigure",
    "CaseSmd",
    "ClinicalChange",
    "ClinicalCutoff",
    "ClusteredDifference",
    "ClusteredMean",
    "ClusteredShare",
    "CostBand",
    "CostBootstrap",
    "CostEffectiveness",
    "CostPerSuccess",
    "CostPerSuccessRow",
    "CostTable",
    "Distribution",
    "DistributionFunction",
    "DoseResponse",
    "DoseTrend",
    "EefCostBand",
    "EefMonths",
    "Effect",
    "EffectEstimate",
    "Egger",
    "Funnel",
    "FunnelLimits",
    "FunnelPlace",
    "FunnelUnit",
    "GoalAttainment",
    "Icer",
    "IcerRow",
    "IcerTable",
    "Improvement",
    "ImprovementIndex",
    "IncrementalNetBenefit",
    "Interval",
    "IntraclassCorrelation",
    "IntraclassForm",
    "Kappa",
    "Kendall",
    "LeaveOneOut",
    "LeftOutRow",
    "LogRatio",
    "MannKendall",
    "MeanContrast",
    "MetaAnalysis",
    "MetaMethod",
    "MonthsTable",
    "Nap",
    "NetBenefit",
    "NoncentralLimits",
    "NormalEffect",
    "OlsTrend",
    "OutcomeScale",
    "PairedEffect",
    "ProgressLabel",
    "Proportion",
    "ProportionDifference",
    "Quadrant",
    "RankSumTest",
    "RateOfImprovement",
    "RatioGain",
    "RatioGainBand",
    "RatioGainGroup",
    "RatioGainRollup",
    "RatioOfMeans",
    "RatioSet",
    "RatioSetKind",
    "RegressionToMean",
    "ReliableChange",
    "ReliableChangeRow",
    "ReliableChanges",
    "SchoolsFit",
    "SchoolsSpread",
    "Siegel",
    "SignedRank",
    "SingleCase",
    "Standing",
    "Step",
    "TTest",
    "TauCorrected",
    "TheilSen",
    "Trend",
    "TrialDesign",
    "TwoGroups",
    "WeightedKappa",
    "Working",
    "ancova",
    "ancova_schools",
    "benjamini_hochberg",
    "bootstrap_cost_effectiveness",
    "clustered_difference",
    "clustered_mean",
    "clustered_share",
    "cost_effectiveness",
    "cost_per_success",
    "distribution",
    "dose_response",
    "eef_cost_band",
    "eef_cost_band_class25",
    "eef_months",
    "egger_test",
    "expected_regression",
    "funnel",
    "funnel_limits",
    "goal_attainment",
    "icer",
    "icer_table",
    "intraclass_correlation",
    "kappa",
    "kendall",
    "leave_one_out",
    "mann_kendall",
    "meta_analysis",
    "nap",
    "ols_trend",
    "paired_effect",
    "proportion",
    "proportion_difference",
    "rate_of_improvement",
    "ratio_gain",
    "ratio_gain_group",
    "ratio_gain_rollup",
    "ratio_of_means",
    "reliable_change",
    "siegel",
    "single_case",
    "theil_sen",
    "trend",
    "two_groups",
    "wwc_improvement_index",
]

DistributionFunction = Literal["qnorm", "pnorm", "qt", "pt", "nct_ncp"]
"""Which function, by the names that statisticians' software has for them: quantiles and
probabilities of the normal and the t distribution, and the noncentrality of a t.
"""
BetterIs = Literal["higher", "lower"]
"""Which values are the good ones."""
TrialDesign = Literal["cluster", "multisite"]
"""How learners came into the groups: whole schools, or learners within schools."""
MetaMethod = Literal[
    "fixed",
    "dersimonian_laird",
    "reml",
    "ml",
    "paule_mandel",
    "hedges",
    "sidik_jonkman",
    "hunter_schmidt",
]
"""How the variance between schools is estimated."""
Improvement = Literal["increase", "decrease"]
"""Which way is better."""
OutcomeScale = Literal["other", "count", "rate", "proportion", "percentage"]
"""What the values are: log ratios and odds depend on it. `proportion` is 0 to 1, `percentage` 0 to
100.
"""
ReliableChange = Literal["deteriorated", "no_reliable_change", "improved"]
"""The words of a reliable change."""
ClinicalChange = Literal["recovered", "improved", "unchanged", "deteriorated", "harmed"]
"""What a learner's change means beside a cut-off between those who need help and those who do not."""
FunnelPlace = Literal["in", "low", "high"]
"""Where a unit lies against the limits of its size."""
RatioSetKind = Literal["bounded", "exclusive", "whole_line"]
"""The words of a ratio set kind."""
Quadrant = Literal["north_east", "south_east_dominant", "north_west_dominated", "south_west"]
"""Where a difference in cost and effect lies. The words say what it means."""
Standing = Literal["cheapest", "worth_considering", "dominated", "extendedly_dominated"]
"""What an alternative is, among all."""
RatioGainBand = Literal["very_small", "small", "medium", "large"]
"""The words of a ratio gain band."""
ProgressLabel = Literal["very_low_or_none", "low", "moderate", "high", "very_high"]
"""How much progress the table's authors call a number of months."""
MonthsTable = Literal["toolkit", "trial_report"]
"""Which of the Education Endowment Foundation's two tables."""
CostBand = Literal["very_low", "low", "moderate", "high", "very_high"]
"""The words of a cost band."""
CostTable = Literal["current", "2014"]
"""The words of a cost table."""
DoseTrend = Literal["more_dose_more_gain", "more_dose_less_gain", "no_trend_shown"]
"""The words of a dose trend."""


@dataclass(frozen=True, repr=False)
class Distribution(Answer):
    """What `distribution` answers."""

    value: float | None
    """the function's value at what was asked"""
    method: str
    """which function it is"""
    _kind: ClassVar[int] = 1


@dataclass(frozen=True, repr=False)
class TTest(Block):
    """A t test of a mean or of a difference of means, two-sided, with the interval of that
    difference.
    """

    estimate: float | None
    """the difference that is tested"""
    se: float | None
    """standard error of the difference"""
    df: float | None
    """degrees of freedom"""
    t: float | None
    """estimate / se"""
    p: float | None
    """two-sided, by the t distribution"""
    critical: float | None
    """t quantile of the interval"""
    low: float | None
    """estimate - critical * se"""
    high: float | None
    """estimate + critical * se"""


@dataclass(frozen=True, repr=False)
class SignedRank(Block):
    """What `signed_rank` answers."""

    n_used: int
    """gains that are not 0"""
    v: float | None
    """sum of the ranks of the positive gains"""
    expected: float | None
    """n_used * (n_used + 1) / 4"""
    variance: float | None
    """n_used * (n_used + 1) * (2 * n_used + 1) / 24, less (t ^ 3 - t) / 48 for each tie of t"""
    z: float | None
    """(v - expected, 0.5 nearer to 0) / sqrt(variance)"""
    p: float | None
    """two-sided, by the normal distribution of z"""
    p_exact: float | None
    """two-sided, by all the equally likely signs"""


@dataclass(frozen=True, repr=False)
class NoncentralLimits(Block):
    """Limits of a standardised effect from the noncentralities at which the t found is at either
    end.
    """

    t: float | None
    """the t statistic"""
    df: float | None
    """its degrees of freedom"""
    scale: float | None
    """d over t"""
    j: float | None
    """the exact small-sample factor of df"""
    ncp_low: float | None
    """noncentrality at which t is the upper quantile"""
    ncp_high: float | None
    """noncentrality at which t is the lower quantile"""
    d_low: float | None
    """ncp_low * scale"""
    d_high: float | None
    """ncp_high * scale"""
    g_low: float | None
    """j * ncp_low * scale"""
    g_high: float | None
    """j * ncp_high * scale"""


@dataclass(frozen=True, repr=False)
class NormalEffect(Block):
    """An effect d and its corrected g with normal limits."""

    d: float | None
    """the standardised difference, uncorrected"""
    variance: float | None
    """large-sample variance of d"""
    se: float | None
    """sqrt(variance)"""
    low: float | None
    """d - z * se"""
    high: float | None
    """d + z * se"""
    g: float | None
    """j * d"""
    se_g: float | None
    """j * se"""
    g_low: float | None
    """j * (d - z * se)"""
    g_high: float | None
    """j * (d + z * se)"""


@dataclass(frozen=True, repr=False)
class EffectEstimate(Block):
    """An effect as a meta-analysis takes it: corrected estimate, its variance, normal limits."""

    d: float | None
    """uncorrected"""
    j: float | None
    """its correction"""
    estimate: float | None
    """j * d"""
    variance: float | None
    """large-sample variance of the estimate"""
    low: float | None
    """estimate - z * sqrt(variance)"""
    high: float | None
    """estimate + z * sqrt(variance)"""


@dataclass(frozen=True, repr=False)
class MeanContrast(Block):
    """A difference of means, or of their logarithms, with its large-sample variance and normal
    limits.
    """

    estimate: float | None
    """the contrast of the means"""
    variance: float | None
    """large-sample variance of the estimate"""
    low: float | None
    """estimate - z * sqrt(variance)"""
    high: float | None
    """estimate + z * sqrt(variance)"""


@dataclass(frozen=True, repr=False)
class PairedEffect(Answer):
    """What `paired_effect` answers."""

    n_total: int
    """pairs given"""
    n: int
    """pairs of which neither value is missing"""
    direction: int
    """1 where higher is better, -1 where lower is"""
    mean_pre: float | None
    """mean before"""
    mean_post: float | None
    """mean after"""
    sd_pre: float | None
    """SD before, with n - 1"""
    sd_post: float | None
    """SD after, with n - 1"""
    r: float | None
    """correlation of before and after"""
    gain_mean: float | None
    """direction * (mean_post - mean_pre)"""
    gain_sd: float | None
    """SD of the gains, with n - 1"""
    gain_se: float | None
    """gain_sd / sqrt(n)"""
    t_test: TTest
    """paired t test of the mean gain"""
    wilcoxon: SignedRank
    """signed rank test of the gains"""
    j: float | None
    """gamma((n - 1) / 2) / (sqrt((n - 1) / 2) * gamma((n - 2) / 2))"""
    j_approx: float | None
    """1 - 3 / (4 * (n - 1) - 1)"""
    z: float | None
    """normal quantile of the intervals"""
    d_z: float | None
    """gain_mean / gain_sd"""
    g_z: float | None
    """j * d_z"""
    d_z_noncentral: NoncentralLimits
    """noncentral t limits of d_z and g_z"""
    d_z_normal: NormalEffect
    """variance 1 / n + d_z * d_z / (2 * n)"""
    sd_average: float | None
    """sqrt((sd_pre * sd_pre + sd_post * sd_post) / 2)"""
    d_av: float | None
    """gain_mean / sd_average"""
    g_av: float | None
    """j * d_av"""
    d_av_normal: NormalEffect
    """variance gain_sd * gain_sd / (n * sd_average * sd_average)"""
    sd_average_of_sds: float | None
    """(sd_pre + sd_post) / 2"""
    d_av_mean_sd: float | None
    """gain_mean / sd_average_of_sds"""
    g_av_mean_sd: float | None
    """j * d_av_mean_sd"""
    sd_rm: float | None
    """gain_sd / sqrt(2 * (1 - r))"""
    d_rm: float | None
    """gain_mean / sd_rm"""
    g_rm: float | None
    """j * d_rm"""
    d_rm_normal: NormalEffect
    """variance (1 / n + d_rm * d_rm / (2 * n)) * 2 * (1 - r)"""
    d_pre: float | None
    """gain_mean / sd_pre"""
    g_pre: float | None
    """j * d_pre"""
    d_pre_normal: NormalEffect
    """variance 2 * (1 - r) / n + d_pre * d_pre / (2 * n)"""
    smcc: EffectEstimate
    """variance 1 / n + g_z * g_z / (2 * n)"""
    smcc_variance_unbiased: float | None
    """1 / n + (1 - (n - 3) / ((n - 1) * j * j)) * g_z * g_z"""
    smcr: EffectEstimate
    """variance 2 * (1 - r) / n + g_pre * g_pre / (2 * n)"""
    smcrh: EffectEstimate
    """variance gain_sd * gain_sd / (sd_pre * sd_pre * (n - 1)) + g_pre * g_pre / (2 * (n - 1))"""
    smcrp: EffectEstimate
    """by sd_average, J of 2 (n - 1) / (1 + r r); variance 2 (1 - r) / n + g g (1 + r r) / (4 n)"""
    smcrph: EffectEstimate
    """by sd_average; the variance of smcrp without equal variances"""
    log_ratio: MeanContrast
    """direction * log(mean_post / mean_pre)"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "t_test": TTest,
        "wilcoxon": SignedRank,
        "d_z_noncentral": NoncentralLimits,
        "d_z_normal": NormalEffect,
        "d_av_normal": NormalEffect,
        "d_rm_normal": NormalEffect,
        "d_pre_normal": NormalEffect,
        "smcc": EffectEstimate,
        "smcr": EffectEstimate,
        "smcrh": EffectEstimate,
        "smcrp": EffectEstimate,
        "smcrph": EffectEstimate,
        "log_ratio": MeanContrast,
    }
    _kind: ClassVar[int] = 2


@dataclass(frozen=True, repr=False)
class RankSumTest(Block):
    """What `rank_sum_test` answers."""

    w: float | None
    """pairs in which x does better than y, and half of the equal ones"""
    expected: float | None
    """n_x * n_y / 2"""
    variance: float | None
    """n_x * n_y / 12 * (n_x + n_y + 1), less (t ^ 3 - t) / ((n_x + n_y) * (n_x + n_y - 1)) within
    the bracket for each tie of t
    """
    z: float | None
    """(w - expected, 0.5 nearer to 0) / sqrt(variance)"""
    p: float | None
    """two-sided, by the normal distribution of z"""
    p_exact: float | None
    """two-sided, by all the equally likely orders"""


@dataclass(frozen=True, repr=False)
class BoundedFigure(Block):
    """A figure between bounds of its own, with an interval."""

    estimate: float | None
    """the figure"""
    low: float | None
    """lower limit"""
    high: float | None
    """upper limit"""


@dataclass(frozen=True, repr=False)
class TwoGroups(Answer):
    """What `two_groups` answers."""

    n_x: int
    """values of x that are not missing"""
    n_y: int
    """values of y that are not missing"""
    direction: int
    """1 where higher is better, -1 where lower is"""
    mean_x: float | None
    """mean of x"""
    mean_y: float | None
    """mean of y"""
    sd_x: float | None
    """SD of x, with n_x - 1"""
    sd_y: float | None
    """SD of y, with n_y - 1"""
    difference: float | None
    """direction * (mean_x - mean_y)"""
    sd_pooled: float | None
    """sqrt(((n_x - 1) * sd_x * sd_x + (n_y - 1) * sd_y * sd_y) / (n_x + n_y - 2))"""
    sd_average: float | None
    """sqrt((sd_x * sd_x + sd_y * sd_y) / 2)"""
    variance_ratio: float | None
    """sd_x * sd_x / (sd_y * sd_y)"""
    t_student: TTest
    """equal variances: se sd_pooled * sqrt(1 / n_x + 1 / n_y)"""
    t_welch: TTest
    """unequal variances: se sqrt(sd_x * sd_x / n_x + sd_y * sd_y / n_y)"""
    mann_whitney: RankSumTest
    """rank sum test"""
    j: float | None
    """exact small-sample factor of n_x + n_y - 2"""
    j_approx: float | None
    """1 - 3 / (4 * (n_x + n_y) - 9)"""
    z: float | None
    """normal quantile of the intervals"""
    d: float | None
    """difference / sd_pooled"""
    g: float | None
    """j * d"""
    wwc_g: float | None
    """j_approx * d"""
    d_noncentral: NoncentralLimits
    """noncentral t limits of d and g"""
    d_normal: NormalEffect
    """variance 1 / n_x + 1 / n_y + d * d / (2 * (n_x + n_y))"""
    smd: EffectEstimate
    """variance 1 / n_x + 1 / n_y + g * g / (2 * (n_x + n_y))"""
    smd_variance_unbiased: float | None
    """1 / n_x + 1 / n_y + (1 - (n_x + n_y - 4) / ((n_x + n_y - 2) * j * j)) * g * g"""
    d_unpooled: float | None
    """difference / sd_average"""
    g_unpooled: float | None
    """J of Welch's degrees of freedom, times d_unpooled"""
    unpooled_noncentral: NoncentralLimits
    """limits by Welch's t"""
    smdh: EffectEstimate
    """d_unpooled corrected by j, variance without equal variances"""
    glass_delta: float | None
    """difference / sd_y"""
    glass_delta_corrected: float | None
    """J of n_y - 1, times glass_delta"""
    glass_noncentral: NoncentralLimits
    """limits by Welch's t with n_y - 1"""
    smd1: EffectEstimate
    """Glass's delta, corrected; variance of equal variances"""
    smd1h: EffectEstimate
    """Glass's delta, corrected; variance without equal variances"""
    mean_difference: MeanContrast
    """variance sd_x * sd_x / n_x + sd_y * sd_y / n_y"""
    log_ratio: MeanContrast
    """direction * log(mean_x / mean_y)"""
    log_ratio_corrected: MeanContrast
    """log_ratio and half the difference of the means' squared relative errors"""
    cliffs_delta: BoundedFigure
    """2 * w / (n_x * n_y) - 1"""
    superiority: float | None
    """w / (n_x * n_y)"""
    p_superiority: BoundedFigure
    """normal distribution at d / sqrt(2)"""
    cohens_u3: BoundedFigure
    """normal distribution at d"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "t_student": TTest,
        "t_welch": TTest,
        "mann_whitney": RankSumTest,
        "d_noncentral": NoncentralLimits,
        "d_normal": NormalEffect,
        "smd": EffectEstimate,
        "unpooled_noncentral": NoncentralLimits,
        "smdh": EffectEstimate,
        "glass_noncentral": NoncentralLimits,
        "smd1": EffectEstimate,
        "smd1h": EffectEstimate,
        "mean_difference": MeanContrast,
        "log_ratio": MeanContrast,
        "log_ratio_corrected": MeanContrast,
        "cliffs_delta": BoundedFigure,
        "p_superiority": BoundedFigure,
        "cohens_u3": BoundedFigure,
    }
    _kind: ClassVar[int] = 3


@dataclass(frozen=True, repr=False)
class Ancova(Answer):
    """What `ancova` answers."""

    n: int
    """learners with pre, post and group"""
    n_group0: int
    """of them in the comparison group"""
    n_group1: int
    """of them in the intervention group"""
    mean_pre: float | None
    """mean score before, of all"""
    mean_pre_group0: float | None
    """mean score before"""
    mean_pre_group1: float | None
    """mean score before"""
    mean_post_group0: float | None
    """mean score after"""
    mean_post_group1: float | None
    """mean score after"""
    unadjusted_difference: float | None
    """mean_post_group1 - mean_post_group0"""
    products_within: float | None
    """sum of (pre - its group's mean) * (post - its group's mean)"""
    squares_pre_within: float | None
    """sum of (pre - its group's mean) squared"""
    slope_pre: float | None
    """products_within / squares_pre_within"""
    intercept: float | None
    """mean_post_group0 - slope_pre * mean_pre_group0"""
    adjusted_difference: float | None
    """unadjusted_difference - slope_pre * (mean_pre_group1 - mean_pre_group0)"""
    df: float | None
    """n - 3"""
    squares_residual: float | None
    """sum of (post - fitted post) squared"""
    squares_explained: float | None
    """n_group0 * n_group1 / n * unadjusted_difference ^ 2 + slope_pre * products_within"""
    residual_sd: float | None
    """sqrt(squares_residual / df)"""
    r_squared: float | None
    """squares_explained / (squares_explained + squares_residual)"""
    se: float | None
    """residual_sd * sqrt(1 / n_group0 + 1 / n_group1 + (mean_pre_group1 - mean_pre_group0) ^ 2 /
    squares_pre_within)
    """
    se_slope_pre: float | None
    """residual_sd / sqrt(squares_pre_within)"""
    se_intercept: float | None
    """residual_sd * sqrt(1 / n_group0 + mean_pre_group0 ^ 2 / squares_pre_within)"""
    t: float | None
    """adjusted_difference / se"""
    p: float | None
    """two-sided p of t with df degrees of freedom"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    interval: Interval
    """adjusted_difference -+ t_critical * se"""
    adjusted_mean_group0: float | None
    """mean_post_group0 - slope_pre * (mean_pre_group0 - mean_pre)"""
    adjusted_mean_group1: float | None
    """mean_post_group1 - slope_pre * (mean_pre_group1 - mean_pre)"""
    sd_post_pooled: float | None
    """sqrt(sum of (post - its group's mean) squared / (n - 2))"""
    sd_post_total: float | None
    """standard deviation of post, of all"""
    es_pooled_post_sd: float | None
    """adjusted_difference / sd_post_pooled"""
    es_pooled_interval: Interval
    """interval / sd_post_pooled"""
    hedges_factor: float | None
    """1 - 3 / (4 * (n - 2) - 1)"""
    es_pooled_hedges: float | None
    """es_pooled_post_sd * hedges_factor"""
    es_residual_sd: float | None
    """adjusted_difference / residual_sd"""
    es_total_post_sd: float | None
    """adjusted_difference / sd_post_total"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "interval": Interval,
        "es_pooled_interval": Interval,
    }
    _kind: ClassVar[int] = 4


@dataclass(frozen=True, repr=False)
class SchoolsFit(Block):
    """The model as one method of likelihood fits it."""

    intercept: float | None
    """post of the comparison group where pre is 0"""
    slope_pre: float | None
    """post for each point of pre"""
    adjusted_difference: float | None
    """post of group 1 less group 0 for equal pre and school"""
    se_intercept: float | None
    """standard error of intercept"""
    se_slope_pre: float | None
    """standard error of slope_pre"""
    se: float | None
    """standard error of adjusted_difference"""
    var_school: float | None
    """variance between schools"""
    var_residual: float | None
    """variance within schools"""
    icc: float | None
    """var_school / (var_school + var_residual)"""
    minus2_loglik: float | None
    """-2 * the largest logarithm of the likelihood"""
    boundary: bool | None
    """whether var_school is 0, the end of its range"""


@dataclass(frozen=True, repr=False)
class SchoolsSpread(Block):
    """The spread of post by itself: the model with neither pre nor group, by REML."""

    var_school: float | None
    """variance of post between schools"""
    var_residual: float | None
    """variance of post within schools"""
    icc: float | None
    """var_school / (var_school + var_residual)"""
    boundary: bool | None
    """whether var_school is 0, the end of its range"""


@dataclass(frozen=True, repr=False)
class AncovaSchools(Answer):
    """What `ancova_schools` answers."""

    n: int
    """learners with pre, post, group and school"""
    n_group0: int
    """of them in the comparison group"""
    n_group1: int
    """of them in the intervention group"""
    n_schools: int
    """schools with at least one learner"""
    n_schools_group0: int
    """schools with learners of group 0"""
    n_schools_group1: int
    """schools with learners of group 1"""
    design: TrialDesign | None
    """cluster where every school has one group alone, else multisite"""
    reml: SchoolsFit
    """fit by restricted maximum likelihood"""
    ml: SchoolsFit
    """fit by maximum likelihood"""
    unconditional: SchoolsSpread
    """REML with neither pre nor group"""
    z: float | None
    """reml.adjusted_difference / reml.se"""
    p_z: float | None
    """two-sided normal p of z"""
    z_critical: float | None
    """quantile of the normal distribution"""
    interval_z: Interval
    """reml.adjusted_difference -+ z_critical * reml.se"""
    df: float | None
    """n_schools - 2 where design is cluster, n - n_schools - 2 where it is multisite"""
    p_t: float | None
    """two-sided p of z as a t with df degrees of freedom"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    interval_t: Interval
    """reml.adjusted_difference -+ t_critical * reml.se"""
    sd_post_pooled: float | None
    """sqrt(sum of (post - its group's mean) squared / (n - 2))"""
    sd_post_total: float | None
    """standard deviation of post, of all"""
    es_pooled_post_sd: float | None
    """reml.adjusted_difference / sd_post_pooled"""
    es_residual_sd: float | None
    """reml.adjusted_difference / sqrt(reml.var_residual)"""
    es_total_conditional_sd: float | None
    """reml.adjusted_difference / sqrt(reml.var_school + reml.var_residual)"""
    es_total_unconditional_sd: float | None
    """reml.adjusted_difference / sqrt(unconditional.var_school + unconditional.var_residual)"""
    es_within_unconditional_sd: float | None
    """reml.adjusted_difference / sqrt(unconditional.var_residual)"""
    school_size: float | None
    """n_group0 * (sum of squared sizes of group 1's schools) / (n_group1 * n) + n_group1 * (sum of
    squared sizes of group 0's schools) / (n_group0 * n)
    """
    es_total_conditional_hedges2007: float | None
    """es_total_conditional_sd * sqrt(1 - 2 * (school_size - 1) * reml.icc / (n - 2))"""
    es_total_conditional_interval: Interval
    """es_total_conditional_hedges2007 -+ z_critical * its standard error (Hedges 2007)"""
    es_total_unconditional_hedges2007: float | None
    """es_total_unconditional_sd * sqrt(1 - 2 * (school_size - 1) * unconditional.icc / (n - 2))"""
    es_total_unconditional_interval: Interval
    """es_total_unconditional_hedges2007 -+ z_critical * its standard error (Hedges 2007)"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "reml": SchoolsFit,
        "ml": SchoolsFit,
        "unconditional": SchoolsSpread,
        "interval_z": Interval,
        "interval_t": Interval,
        "es_total_conditional_interval": Interval,
        "es_total_unconditional_interval": Interval,
    }
    _kind: ClassVar[int] = 5


@dataclass(frozen=True, repr=False)
class MetaAnalysis(Answer):
    """Schools' effects combined."""

    n: int
    """schools with an effect and its variance"""
    local_maxima: int
    """maxima of the likelihood over tau2; the highest is taken"""
    estimator: MetaMethod | None
    """how tau2 is estimated"""
    estimate: float | None
    """sum(w * y) / sum(w) with w = 1 / (v + tau2)"""
    se: float | None
    """sqrt(1 / sum(w)); Knapp-Hartung: sqrt(sum(w * (y - estimate)^2) / ((n - 1) * sum(w)))"""
    stat: float | None
    """estimate / se"""
    df: float | None
    """n - 1 with Knapp-Hartung; none of a normal test"""
    p: float | None
    """two-sided, of stat"""
    critical: float | None
    """two-sided quantile of the test"""
    ci: Interval
    """estimate -+ critical * se"""
    tau2: float | None
    """variance between schools, by the estimator"""
    se_tau2: float | None
    """its standard error in large samples"""
    tau2_ci: Interval
    """the tau2 at which Q(tau2) is each quantile of chi-squared with n - 1"""
    typical_variance: float | None
    """(n - 1) * sum(1 / v) / (sum(1 / v)^2 - sum(1 / v^2))"""
    i2: float | None
    """100 * tau2 / (tau2 + typical_variance), per cent; of a fixed effect i2_q"""
    h2: float | None
    """tau2 / typical_variance + 1; of a fixed effect q / q_df"""
    q: float | None
    """sum((y - fixed estimate)^2 / v)"""
    q_df: float | None
    """n - 1"""
    q_p: float | None
    """upper tail of chi-squared with q_df"""
    i2_q: float | None
    """100 * (q - q_df) / q, at least 0"""
    prediction_df: float | None
    """n - 2"""
    prediction_critical: float | None
    """two-sided t quantile with prediction_df"""
    prediction: Interval
    """estimate -+ prediction_critical * sqrt(tau2 + se^2)"""
    normal_critical: float | None
    """two-sided normal quantile"""
    prediction_normal: Interval
    """estimate -+ normal_critical * sqrt(tau2 + se^2)"""
    log_likelihood: float | None
    """at tau2: restricted for reml, full for ml"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "ci": Interval,
        "tau2_ci": Interval,
        "prediction": Interval,
        "prediction_normal": Interval,
    }
    _kind: ClassVar[int] = 6


@dataclass(frozen=True, repr=False)
class LeftOutRow(Block):
    """What remains without one school."""

    school: int
    """the school left out: its place, from 0"""
    estimate: float | None
    """estimate from the other schools"""
    se: float | None
    """its standard error"""
    p: float | None
    """of its test"""
    ci: Interval
    """its interval"""
    tau2: float | None
    """variance between the other schools"""
    i2: float | None
    """per cent, of the other schools"""
    q: float | None
    """of the other schools"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval}


@dataclass(frozen=True, repr=False)
class LeaveOneOut(Answer):
    """What `leave_one_out` answers."""

    n: int
    """schools with an effect and its variance"""
    lowest: float | None
    """the lowest estimate without one school"""
    highest: float | None
    """the highest estimate without one school"""
    rows: tuple[LeftOutRow, ...]
    """each school left out"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"rows": LeftOutRow}
    _kind: ClassVar[int] = 7


@dataclass(frozen=True, repr=False)
class Egger(Answer):
    """Whether small schools report larger effects."""

    n: int
    """schools with an effect and its variance"""
    slope: float | None
    """of effect by standard error, weights 1 / v"""
    intercept: float | None
    """the effect of a school without sampling error"""
    residual_variance: float | None
    """weighted sum of squared residuals over df"""
    se: float | None
    """standard error of the slope"""
    stat: float | None
    """slope / se"""
    df: float | None
    """n - 2"""
    p: float | None
    """two-sided, of stat with df"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 8


@dataclass(frozen=True, repr=False)
class Nap(Answer):
    """What nap() answers."""

    n_a: int
    """values of phase A"""
    n_b: int
    """values of phase B"""
    positive: float | None
    """pairs in which B is better than A"""
    tied: float | None
    """pairs in which they are the same"""
    negative: float | None
    """pairs in which B is worse"""
    nap: float | None
    """(positive + tied / 2) / (n_a * n_b)"""
    q1: float | None
    """mean over A of the squared share of B that is better"""
    q2: float | None
    """mean over B of the squared share of A that is worse"""
    x: float | None
    """(positive + tied / 4) / (n_a * n_b)"""
    se: float | None
    """unbiased: from nap, q1, q2 and x"""
    se_hanley: float | None
    """Hanley & McNeil: from nap, q1 and q2"""
    se_null: float | None
    """sqrt((n_a + n_b + 1) / (12 * n_a * n_b))"""
    ci: Interval
    """the nap that is z of its own standard errors away"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval}
    _kind: ClassVar[int] = 10


@dataclass(frozen=True, repr=False)
class Effect(Block):
    """A figure with its standard error and normal limits, or others that its owner names."""

    estimate: float | None
    """the figure"""
    se: float | None
    """its standard error"""
    ci: Interval
    """its confidence interval"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval}


@dataclass(frozen=True, repr=False)
class TauCorrected(Block):
    """Tau after a trend of the baseline is taken out of both phases."""

    slope: float | None
    """Theil-Sen slope of A on its session numbers"""
    intercept: float | None
    """median of A - slope * session"""
    estimate: float | None
    """Tau of what is left of both phases"""
    se: float | None
    """twice the unbiased standard error of nap"""
    ci: Interval
    """twice the limits of nap, less 1"""
    kendall: Effect
    """Kendall's tau-b of what is left with the phase; se sqrt(2 / n * (1 - tau * tau))"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval, "kendall": Effect}


@dataclass(frozen=True, repr=False)
class CaseSmd(Block):
    """A difference of means in standard deviations."""

    sd: float | None
    """the standard deviation that is the unit"""
    df: float | None
    """its degrees of freedom"""
    j: float | None
    """1 - 3 / (4 * df - 1)"""
    corrected: Effect
    """j * difference of means / sd"""
    uncorrected: Effect
    """difference of means / sd"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"corrected": Effect, "uncorrected": Effect}


@dataclass(frozen=True, repr=False)
class LogRatio(Block):
    """The change of mean as a logarithm of a ratio."""

    estimate: float | None
    """uncorrected + half the squared standard error of each log mean, B less A"""
    se: float | None
    """sqrt of the sum of variance / (n * mean * mean)"""
    ci: Interval
    """estimate -+ z * se"""
    uncorrected: float | None
    """log of the ratio of means"""
    uncorrected_ci: Interval
    """uncorrected -+ z * se"""
    percent_change: float | None
    """100 * (exp(estimate) - 1)"""
    percent_change_ci: Interval
    """the limits of the estimate as percentages"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "ci": Interval,
        "uncorrected_ci": Interval,
        "percent_change_ci": Interval,
    }


@dataclass(frozen=True, repr=False)
class SingleCase(Answer):
    """What single_case() answers."""

    n_a: int
    """sessions of phase A with a value"""
    n_b: int
    """sessions of phase B with a value"""
    mean_a: float | None
    """mean of A"""
    mean_b: float | None
    """mean of B"""
    sd_a: float | None
    """standard deviation of A (n_a - 1)"""
    sd_b: float | None
    """standard deviation of B (n_b - 1)"""
    median_a: float | None
    """median of A"""
    median_b: float | None
    """median of B"""
    nap: Nap
    """non-overlap of all pairs"""
    tau: Effect
    """2 * nap - 1"""
    tau_bc: TauCorrected
    """Tau after baseline correction"""
    s_a: float | None
    """pairs of A that improve less pairs that worsen"""
    tau_u: float | None
    """(pairs of A and B that improve less those that worsen - s_a) / (n_a * n_b)"""
    pnd: float | None
    """share of B better than the best of A"""
    pem: float | None
    """share of B better than median_a, ties half"""
    min_removed: float | None
    """fewest values to remove so that all of B are better than all of A"""
    pand: float | None
    """1 - min_removed / (n_a + n_b)"""
    ird: float | None
    """((n_a + n_b) * (n_a + n_b) * pand - n_a * n_a - n_b * n_b) / (2 * n_a * n_b)"""
    smd: CaseSmd
    """difference of means in standard deviations of A"""
    smd_pooled: CaseSmd
    """difference of means in pooled standard deviations"""
    lrri: LogRatio
    """log of mean_b / mean_a, better is positive"""
    lrrd: LogRatio
    """log of mean_b / mean_a, better is negative"""
    lor: Effect
    """log of the odds ratio of the mean proportions"""
    lor_uncorrected: Effect
    """log of the odds ratio without the correction for bias"""
    lrm: Effect
    """log of median_b / median_a, better is positive"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "nap": Nap,
        "tau": Effect,
        "tau_bc": TauCorrected,
        "smd": CaseSmd,
        "smd_pooled": CaseSmd,
        "lrri": LogRatio,
        "lrrd": LogRatio,
        "lor": Effect,
        "lor_uncorrected": Effect,
        "lrm": Effect,
    }
    _kind: ClassVar[int] = 9


@dataclass(frozen=True, repr=False)
class OlsTrend(Answer):
    """What ols_trend() answers."""

    n: int
    """pairs of a day and a value, neither missing"""
    df: float | None
    """n - 2"""
    mean_day: float | None
    """mean of the days"""
    mean_value: float | None
    """mean of the values"""
    day_squares: float | None
    """sum of (day - mean_day) squared"""
    value_squares: float | None
    """sum of (value - mean_value) squared"""
    products: float | None
    """sum of (day - mean_day) times (value - mean_value)"""
    slope: float | None
    """products / day_squares"""
    intercept: float | None
    """mean_value - slope * mean_day"""
    residual_squares: float | None
    """sum of the squared distances of the values from the line"""
    r_squared: float | None
    """1 - residual_squares / value_squares"""
    sigma: float | None
    """sqrt(residual_squares / df)"""
    se_slope: float | None
    """sigma / sqrt(day_squares)"""
    se_intercept: float | None
    """sigma * sqrt(1 / n + mean_day * mean_day / day_squares)"""
    t: float | None
    """slope / se_slope"""
    p: float | None
    """P(|T| > |t|) with df degrees of freedom"""
    slope_ci: Interval
    """slope -+ t quantile * se_slope"""
    intercept_ci: Interval
    """intercept -+ t quantile * se_intercept"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"slope_ci": Interval, "intercept_ci": Interval}
    _kind: ClassVar[int] = 12


@dataclass(frozen=True, repr=False)
class TheilSen(Answer):
    """What theil_sen() answers."""

    n: int
    """pairs of a day and a value, neither missing"""
    n_slopes: int
    """pairs of points on different days"""
    slope: float | None
    """median of the slopes between points"""
    intercept_joint: float | None
    """median of value - slope * day"""
    intercept_separate: float | None
    """median of values - slope * median of days"""
    sd_s_sen: float | None
    """standard deviation of Kendall's S, ties in each variable by itself"""
    ci: Interval
    """slopes of rank (n_slopes - z * sd_s_sen) / 2 and (n_slopes + z * sd_s_sen) / 2 + 1, to whole
    ranks
    """
    sd_s: float | None
    """standard deviation of Kendall's S, all ties"""
    ci_gilbert: Interval
    """slopes of rank (n_slopes - z * sd_s) / 2 and (n_slopes + z * sd_s) / 2 + 1, interpolated"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval, "ci_gilbert": Interval}
    _kind: ClassVar[int] = 13


@dataclass(frozen=True, repr=False)
class Siegel(Answer):
    """What siegel() answers."""

    n: int
    """pairs of a day and a value, neither missing"""
    slope: float | None
    """median over points of the median slope to the other points"""
    intercept_hierarchical: float | None
    """median of value - slope * day"""
    intercept_separate: float | None
    """median over points of the median intercept of lines to the other points"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 14


@dataclass(frozen=True, repr=False)
class Kendall(Answer):
    """What kendall() answers."""

    n: int
    """pairs of values of which neither is missing"""
    concordant: int
    """pairs of points in which both rise"""
    discordant: int
    """pairs in which one rises, the other falls"""
    tied_x: int
    """pairs with equal x"""
    tied_y: int
    """pairs with equal y"""
    s: float | None
    """concordant - discordant"""
    tau_b: float | None
    """s / sqrt((n * (n - 1) / 2 - tied_x) * (n * (n - 1) / 2 - tied_y))"""
    var_s: float | None
    """variance of s without association, ties counted"""
    z: float | None
    """s / sqrt(var_s)"""
    p: float | None
    """P(|Z| > |z|)"""
    z_cc: float | None
    """(s - sign(s)) / sqrt(var_s)"""
    p_cc: float | None
    """P(|Z| > |z_cc|)"""
    p_exact: float | None
    """share of all orders at least as far from s = 0"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 15


@dataclass(frozen=True, repr=False)
class MannKendall(Answer):
    """What mann_kendall() answers."""

    n: int
    """days with a value"""
    s: float | None
    """pairs of days that rise less pairs that fall"""
    var_s: float | None
    """variance of s without a trend, ties counted"""
    tau_b: float | None
    """s over its largest possible size, ties counted"""
    z: float | None
    """s / sqrt(var_s)"""
    p: float | None
    """P(|Z| > |z|)"""
    z_cc: float | None
    """(s - sign(s)) / sqrt(var_s)"""
    p_cc: float | None
    """P(|Z| > |z_cc|)"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 16


@dataclass(frozen=True, repr=False)
class Trend(Answer):
    """What trend() answers."""

    n: int
    """pairs of a day and a value, neither missing"""
    ols: OlsTrend
    """line of least squares"""
    theil_sen: TheilSen
    """median of the slopes between points"""
    siegel: Siegel
    """repeated medians of slopes"""
    kendall: Kendall
    """rank correlation of day and value"""
    mann_kendall: MannKendall
    """test of a trend in the order of days"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "ols": OlsTrend,
        "theil_sen": TheilSen,
        "siegel": Siegel,
        "kendall": Kendall,
        "mann_kendall": MannKendall,
    }
    _kind: ClassVar[int] = 11


@dataclass(frozen=True, repr=False)
class ClinicalCutoff(Block):
    """One cut-off, and how many learners are what beside it."""

    cutoff: float | None
    """score that divides the two sides"""
    recovered: int
    """learners"""
    improved: int
    """learners"""
    unchanged: int
    """learners"""
    deteriorated: int
    """learners"""
    harmed: int
    """learners"""


@dataclass(frozen=True, repr=False)
class ReliableChangeRow(Block):
    """One learner."""

    row: int
    """place of the learner in the arrays, from 0"""
    pre: float | None
    """score before"""
    post: float | None
    """score after"""
    rci: float | None
    """(post - pre) / s_diff"""
    category: ReliableChange | None
    """rci towards better or worse, beyond critical_value"""
    category_a: ClinicalChange | None
    """category, and pre and post beside cutoff_a"""
    category_b: ClinicalChange | None
    """category, and pre and post beside cutoff_b"""
    category_c: ClinicalChange | None
    """category, and pre and post beside cutoff_c"""


@dataclass(frozen=True, repr=False)
class ReliableChanges(Answer):
    """Every learner's change."""

    n: int
    """learners with both scores"""
    reliability: float | None
    """of the measure, as given"""
    m_functional: float | None
    """mean of those who need no help, as given"""
    sd_functional: float | None
    """their standard deviation, as given"""
    m_pre: float | None
    """mean of pre"""
    sd_used: float | None
    """sd_norm, or the standard deviation of pre"""
    se_measurement: float | None
    """sd_used * sqrt(1 - reliability)"""
    s_diff: float | None
    """sd_used * sqrt(2 * (1 - reliability))"""
    critical_value: float | None
    """two-sided normal quantile of the significance level"""
    least_reliable_change: float | None
    """critical_value * s_diff"""
    improved: int
    """learners"""
    unchanged: int
    """learners"""
    deteriorated: int
    """learners"""
    cutoff_a: ClinicalCutoff
    """m_pre, two sd_used towards better"""
    cutoff_b: ClinicalCutoff
    """m_functional, two sd_functional towards worse"""
    cutoff_c: ClinicalCutoff
    """(sd_used * m_functional + sd_functional * m_pre) / (sd_used + sd_functional)"""
    rows: tuple[ReliableChangeRow, ...]
    """each learner"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "cutoff_a": ClinicalCutoff,
        "cutoff_b": ClinicalCutoff,
        "cutoff_c": ClinicalCutoff,
        "rows": ReliableChangeRow,
    }
    _kind: ClassVar[int] = 17


@dataclass(frozen=True, repr=False)
class GoalAttainment(Answer):
    """What `goal_attainment` answers."""

    n: int
    """goals with a score"""
    mean_level: float | None
    """mean of the scores, not weighted"""
    rho: float | None
    """expected correlation between goals"""
    sum_weights: float | None
    """sum of the weights"""
    sum_squared_weights: float | None
    """sum of the weights' squares"""
    spread: float | None
    """sqrt((1 - rho) * sum_squared_weights + rho * sum_weights * sum_weights)"""
    weighted_score: float | None
    """sum of each weight times its score"""
    weighted_baseline: float | None
    """sum of each weight times its baseline"""
    t_achieved: float | None
    """50 + 10 * weighted_score / spread"""
    t_baseline: float | None
    """50 + 10 * weighted_baseline / spread"""
    t_change: float | None
    """t_achieved - t_baseline"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 18


@dataclass(frozen=True, repr=False)
class Proportion(Answer):
    """x of n, with its intervals."""

    x: int
    """learners of whom it is so"""
    n: int
    """learners"""
    estimate: float | None
    """x / n"""
    z: float | None
    """two-sided normal quantile of the level"""
    wilson: Interval
    """(estimate + z * z / (2 * n) -+ z * sqrt(estimate * (1 - estimate) / n + z * z / (4 * n *
    n))) / (1 + z * z / n)
    """
    clopper_pearson: Interval
    """the shares at which x or more, and x or fewer, of n are just likely enough"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"wilson": Interval, "clopper_pearson": Interval}
    _kind: ClassVar[int] = 19


@dataclass(frozen=True, repr=False)
class ProportionDifference(Answer):
    """x1 of n1 against x2 of n2."""

    x1: int
    """learners of the first group of whom it is so"""
    n1: int
    """learners of the first group"""
    x2: int
    """learners of the second group of whom it is so"""
    n2: int
    """learners of the second group"""
    p1: float | None
    """x1 / n1"""
    p2: float | None
    """x2 / n2"""
    difference: float | None
    """p1 - p2"""
    z: float | None
    """two-sided normal quantile of the level"""
    wilson1: Interval
    """Wilson interval of x1 of n1"""
    wilson2: Interval
    """Wilson interval of x2 of n2"""
    newcombe: Interval
    """difference - sqrt((p1 - wilson1.low) ^ 2 + (wilson2.high - p2) ^ 2) and difference +
    sqrt((wilson1.high - p1) ^ 2 + (p2 - wilson2.low) ^ 2)
    """
    wald_se: float | None
    """sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)"""
    wald: Interval
    """difference -+ z * wald_se"""
    wald_clipped: Interval
    """wald, cut to -1 and 1"""
    agresti_caffo_difference: float | None
    """(x1 + 1) / (n1 + 2) - (x2 + 1) / (n2 + 2)"""
    agresti_caffo_se: float | None
    """as wald_se, with one more yes and one more no in each group"""
    agresti_caffo: Interval
    """agresti_caffo_difference -+ z * agresti_caffo_se"""
    p_pooled: float | None
    """(x1 + x2) / (n1 + n2)"""
    chi_squared: float | None
    """difference ^ 2 / (p_pooled * (1 - p_pooled) * (1 / n1 + 1 / n2))"""
    p: float | None
    """P(X > chi_squared) with 1 degree of freedom"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "wilson1": Interval,
        "wilson2": Interval,
        "newcombe": Interval,
        "wald": Interval,
        "wald_clipped": Interval,
        "agresti_caffo": Interval,
    }
    _kind: ClassVar[int] = 20


@dataclass(frozen=True, repr=False)
class FunnelLimits(Block):
    """The limits of a unit of n learners at one level."""

    tail: float | None
    """chance beyond each limit"""
    quantile_low: float | None
    """the least count whose chance of it or fewer reaches the tail"""
    quantile_high: float | None
    """the least count whose chance of more is within the tail"""
    at_most_low: float | None
    """chance of quantile_low or fewer"""
    exactly_low: float | None
    """chance of exactly quantile_low"""
    above_high: float | None
    """chance of more than quantile_high"""
    exactly_high: float | None
    """chance of exactly quantile_high"""
    low: float | None
    """quantile_low / n"""
    high: float | None
    """quantile_high / n"""
    low_interpolated: float | None
    """(quantile_low - (at_most_low - tail) / exactly_low) / n"""
    high_interpolated: float | None
    """(quantile_high - (tail - above_high) / exactly_high) / n"""
    place: FunnelPlace | None
    """low where p_le, high where p_ge is below the tail, else in"""


@dataclass(frozen=True, repr=False)
class FunnelUnit(Answer):
    """One unit of a funnel: a school, a cluster."""

    unit: int
    """place of the unit in the arrays, from 0"""
    x: int
    """learners of whom it is so"""
    n: int
    """learners"""
    estimate: float | None
    """x / n"""
    target: float | None
    """the share that the units are held against"""
    p_le: float | None
    """chance of x or fewer of n learners, each by the target"""
    p_ge: float | None
    """chance of x or more of n learners, each by the target"""
    limits_95: FunnelLimits
    """tails of 0.025"""
    limits_998: FunnelLimits
    """tails of 0.001"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "limits_95": FunnelLimits,
        "limits_998": FunnelLimits,
    }
    _kind: ClassVar[int] = 22


@dataclass(frozen=True, repr=False)
class Funnel(Answer):
    """Every unit against one target."""

    n: int
    """units used"""
    total_x: int
    """learners of whom it is so, in all units"""
    total_n: int
    """learners in all units"""
    target: float | None
    """the target given, or total_x / total_n"""
    outside_95: int
    """units outside the 95% limits"""
    outside_998: int
    """units outside the 99.8% limits"""
    units: tuple[FunnelUnit, ...]
    """each unit"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"units": FunnelUnit}
    _kind: ClassVar[int] = 21


@dataclass(frozen=True, repr=False)
class WeightedKappa(Block):
    """Kappa under one way to weigh disagreements."""

    observed: float | None
    """mean weight of the pairs given"""
    expected: float | None
    """mean weight if the raters judged independently"""
    kappa: float | None
    """(observed - expected) / (1 - expected)"""
    se: float | None
    """standard error of Fleiss, Cohen & Everitt (1969), equation 13"""
    interval: Interval
    """kappa -+ z_level * se"""
    se_null: float | None
    """standard error where kappa is 0, equation 14"""
    z: float | None
    """kappa / se_null"""
    p: float | None
    """2 * P(Z > |z|)"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval": Interval}


@dataclass(frozen=True, repr=False)
class Kappa(Answer):
    """Agreement of two raters on categories."""

    n: int
    """learners judged by both"""
    categories: int
    """categories declared, used or not"""
    equal: int
    """learners put into the same category"""
    within_1: int
    """learners put at most one category apart"""
    percent_agreement: float | None
    """100 * equal / n"""
    percent_within_1: float | None
    """100 * within_1 / n"""
    z_level: float | None
    """two-sided normal quantile of the level"""
    unweighted: WeightedKappa
    """weight 1 where a = b, else 0"""
    linear: WeightedKappa
    """weight 1 less |a - b| / (categories - 1)"""
    quadratic: WeightedKappa
    """weight 1 less (a - b) ^ 2 / (categories - 1) ^ 2"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "unweighted": WeightedKappa,
        "linear": WeightedKappa,
        "quadratic": WeightedKappa,
    }
    _kind: ClassVar[int] = 23


@dataclass(frozen=True, repr=False)
class IntraclassForm(Block):
    """One form of the intraclass correlation, with the test that it is 0."""

    icc: float | None
    """the form's formula over mean squares"""
    f: float | None
    """msr / msw, or msr / mse in the two-way forms"""
    df1: float | None
    """n - 1"""
    df2: float | None
    """degrees of freedom of the divisor"""
    p: float | None
    """P(F > f)"""
    interval: Interval
    """from quantiles of F"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval": Interval}


@dataclass(frozen=True, repr=False)
class IntraclassCorrelation(Answer):
    """Agreement of raters on scores."""

    n: int
    """learners scored by every rater"""
    raters: int
    """raters"""
    msr: float | None
    """mean square between learners"""
    msc: float | None
    """mean square between raters"""
    mse: float | None
    """mean square of what is left"""
    msw: float | None
    """(msc + (n - 1) * mse) / n"""
    df_agreement: float | None
    """Satterthwaite's degrees of freedom for the limits of icc_2_1"""
    icc_1_1: IntraclassForm
    """(msr - msw) / (msr + (raters - 1) * msw)"""
    icc_2_1: IntraclassForm
    """(msr - mse) / (msr + (raters - 1) * mse + raters * (msc - mse) / n)"""
    icc_3_1: IntraclassForm
    """(msr - mse) / (msr + (raters - 1) * mse)"""
    icc_1_k: IntraclassForm
    """(msr - msw) / msr"""
    icc_2_k: IntraclassForm
    """(msr - mse) / (msr + (msc - mse) / n)"""
    icc_3_k: IntraclassForm
    """(msr - mse) / msr"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "icc_1_1": IntraclassForm,
        "icc_2_1": IntraclassForm,
        "icc_3_1": IntraclassForm,
        "icc_1_k": IntraclassForm,
        "icc_2_k": IntraclassForm,
        "icc_3_k": IntraclassForm,
    }
    _kind: ClassVar[int] = 24


@dataclass(frozen=True, repr=False)
class AdjustedP(Block):
    """One test: its p beside the adjusted one."""

    test: int
    """place in the array, from 0"""
    p: float | None
    """p as it came"""
    p_adjusted: float | None
    """the least, of this p and all larger ones, of p times tests over rank"""


@dataclass(frozen=True, repr=False)
class AdjustedPs(Answer):
    """What `benjamini_hochberg` answers."""

    n: int
    """tests with a p"""
    tests: tuple[AdjustedP, ...]
    """each test, in the order given"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"tests": AdjustedP}
    _kind: ClassVar[int] = 43


@dataclass(frozen=True, repr=False)
class RatioSet(Block):
    """The ratios that the data are compatible with."""

    kind: RatioSetKind | None
    """bounded: low to high; exclusive: all but low to high"""
    low: float | None
    """the smaller ratio that the test just does not reject"""
    high: float | None
    """the larger ratio that the test just does not reject"""
    critical: float | None
    """two-sided quantile at the level"""
    df: float | None
    """degrees of freedom of the t distribution, if it is t"""


@dataclass(frozen=True, repr=False)
class NetBenefit(Block):
    """What the effect of a group is worth above its cost, a learner."""

    willingness_to_pay: float | None
    """what a unit of effect is worth"""
    nmb: float | None
    """willingness_to_pay * mean_effect - mean_cost"""
    se: float | None
    """sqrt((willingness_to_pay^2 * sd_effect^2 - 2 * willingness_to_pay * covariance + sd_cost^2)
    / n)
    """
    df: float | None
    """n - 1"""
    critical: float | None
    """two-sided t quantile with df"""
    ci: Interval
    """nmb -+ critical * se"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval}


@dataclass(frozen=True, repr=False)
class CostEffectiveness(Answer):
    """Cost, effect and their ratio in one group of learners."""

    n: int
    """learners with a cost and an effect"""
    mean_cost: float | None
    """total_cost / n"""
    mean_effect: float | None
    """total_effect / n"""
    total_cost: float | None
    """sum of costs"""
    total_effect: float | None
    """sum of effects"""
    sd_cost: float | None
    """standard deviation of cost, with n - 1"""
    sd_effect: float | None
    """standard deviation of effect, with n - 1"""
    covariance: float | None
    """of cost and effect, with n - 1"""
    cer: float | None
    """total_cost / total_effect"""
    delta_se: float | None
    """sqrt((sd_cost^2 - 2 * cer * covariance + cer^2 * sd_effect^2) / n) / abs(mean_effect)"""
    fieller_t: RatioSet
    """Fieller's set by t with n - 1"""
    fieller_z: RatioSet
    """Fieller's set by the normal distribution"""
    net_benefit: NetBenefit
    """at a stated worth of a unit of effect"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "fieller_t": RatioSet,
        "fieller_z": RatioSet,
        "net_benefit": NetBenefit,
    }
    _kind: ClassVar[int] = 25


@dataclass(frozen=True, repr=False)
class IncrementalNetBenefit(Block):
    """What the difference in effect of two groups is worth above the difference in cost, a
    learner.
    """

    willingness_to_pay: float | None
    """what a unit of effect is worth"""
    inmb: float | None
    """willingness_to_pay * delta_effect - delta_cost"""
    se: float | None
    """sqrt(willingness_to_pay^2 * se_delta_effect^2 - 2 * willingness_to_pay * cov_delta +
    se_delta_cost^2)
    """
    critical: float | None
    """two-sided normal quantile"""
    ci_z: Interval
    """inmb -+ critical * se"""
    prob_cost_effective: float | None
    """Phi(inmb / se)"""
    welch_df: float | None
    """Welch's degrees of freedom"""
    welch_critical: float | None
    """two-sided t quantile with welch_df"""
    ci_welch: Interval
    """inmb -+ welch_critical * se"""
    p_welch: float | None
    """two-sided, of inmb / se with welch_df"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci_z": Interval, "ci_welch": Interval}


@dataclass(frozen=True, repr=False)
class Icer(Answer):
    """Cost and effect of a group against those of a comparison group."""

    n1: int
    """learners of the group"""
    n0: int
    """learners of the comparison group"""
    mean_cost1: float | None
    """mean cost of the group"""
    mean_effect1: float | None
    """mean effect of the group"""
    mean_cost0: float | None
    """mean cost of the comparison group"""
    mean_effect0: float | None
    """mean effect of the comparison group"""
    delta_cost: float | None
    """mean_cost1 - mean_cost0"""
    delta_effect: float | None
    """mean_effect1 - mean_effect0"""
    se_delta_cost: float | None
    """root of the sum of each group's variance of cost over its learners"""
    se_delta_effect: float | None
    """root of the sum of each group's variance of effect over its learners"""
    cov_delta: float | None
    """sum of each group's covariance of cost and effect over its learners"""
    quadrant: Quadrant | None
    """signs of delta_cost and delta_effect"""
    icer: float | None
    """delta_cost / delta_effect"""
    fieller_z: RatioSet
    """Fieller's set by the normal distribution"""
    fieller_t: RatioSet
    """Fieller's set by t with n1 + n0 - 2"""
    net_benefit: IncrementalNetBenefit
    """at a stated worth of a unit of effect"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {
        "fieller_z": RatioSet,
        "fieller_t": RatioSet,
        "net_benefit": IncrementalNetBenefit,
    }
    _kind: ClassVar[int] = 26


@dataclass(frozen=True, repr=False)
class RatioOfMeans(Answer):
    """The ratio of the means of two groups of different learners."""

    n1: int
    """values of the first group"""
    n2: int
    """values of the second group"""
    mean1: float | None
    """mean of the first group"""
    mean2: float | None
    """mean of the second group"""
    sd1: float | None
    """standard deviation of the first group, with n1 - 1"""
    sd2: float | None
    """standard deviation of the second group, with n2 - 1"""
    ratio: float | None
    """mean1 / mean2"""
    se_difference: float | None
    """sqrt(sd1^2 / n1 + sd2^2 / n2), each with the common spread if it is taken equal"""
    t: float | None
    """(mean1 - mean2) / se_difference"""
    df: float | None
    """n1 + n2 - 2, or Welch's if spreads are not equal"""
    p: float | None
    """two-sided, of t with df degrees of freedom"""
    set_df: float | None
    """Welch's degrees of freedom at the ratio"""
    set: RatioSet
    """the ratios that a t test does not reject"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"set": RatioSet}
    _kind: ClassVar[int] = 27


@dataclass(frozen=True, repr=False)
class CostPerSuccessRow(Block):
    """Cost of a success in one unit (a school, an intervention)."""

    cost_per_learner: float | None
    """the unit's cost over its learners"""
    cost_per_success: float | None
    """the unit's cost over its successes"""


@dataclass(frozen=True, repr=False)
class CostPerSuccess(Answer):
    """Cost of a success over all units."""

    n: int
    """units with learners, successes and cost"""
    total_learners: float | None
    """sum of learners"""
    total_successes: float | None
    """sum of successes"""
    total_cost: float | None
    """sum of costs"""
    cost_per_learner: float | None
    """total_cost / total_learners"""
    cost_per_success: float | None
    """total_cost / total_successes"""
    rows: tuple[CostPerSuccessRow, ...]
    """each unit"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"rows": CostPerSuccessRow}
    _kind: ClassVar[int] = 28


@dataclass(frozen=True, repr=False)
class CostBootstrap(Answer):
    """Percentile limits of a ratio of cost and effect."""

    n: int
    """learners with a cost and an effect"""
    replicates: int
    """resamples drawn"""
    unclear: int
    """resamples whose effect is 0 or of the other sign than the sample's"""
    cer: float | None
    """total cost over total effect of the sample"""
    boot_mean: float | None
    """mean ratio of the resamples"""
    boot_se: float | None
    """standard deviation of the resamples' ratios"""
    ci: Interval
    """quantiles of the resamples' ratios"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"ci": Interval}
    _kind: ClassVar[int] = 29


@dataclass(frozen=True, repr=False)
class IcerRow(Block):
    """One alternative, in order of cost."""

    alternative: int
    """its place in what was given, from 0"""
    cost: float | None
    """mean cost of a learner"""
    effect: float | None
    """mean effect"""
    standing: Standing | None
    """by dominance among all alternatives"""
    compared_with: float | None
    """the next cheaper alternative worth considering; of a dominated one, what dominates it"""
    delta_cost: float | None
    """cost less that of compared_with"""
    delta_effect: float | None
    """effect less that of compared_with"""
    icer: float | None
    """delta_cost / delta_effect"""
    delta_cost_cheapest: float | None
    """cost less that of the cheapest"""
    delta_effect_cheapest: float | None
    """effect less that of the cheapest"""
    quadrant_cheapest: Quadrant | None
    """signs of the differences from the cheapest"""
    icer_cheapest: float | None
    """delta_cost_cheapest / delta_effect_cheapest"""


@dataclass(frozen=True, repr=False)
class IcerTable(Answer):
    """What `icer_table` answers."""

    n: int
    """alternatives with a cost and an effect"""
    comparable: bool | None
    """two or more to choose from"""
    rows: tuple[IcerRow, ...]
    """each alternative, the cheapest first"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"rows": IcerRow}
    _kind: ClassVar[int] = 30


@dataclass(frozen=True, repr=False)
class RatioGain(Answer):
    """A learner's ratio gain."""

    n: int
    """learners"""
    gain_months: float | None
    """post_age_months - pre_age_months"""
    months_elapsed: float | None
    """months between the two tests"""
    ratio_gain: float | None
    """gain_months / months_elapsed"""
    band: RatioGainBand | None
    """very_small below 1.4, small below 2, medium below 3, large"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 31


@dataclass(frozen=True, repr=False)
class RatioGainGroup(Answer):
    """A group's ratio gain, in the two ways that are in use."""

    n: int
    """learners with both ages and a time between above 0"""
    total_gain_months: float | None
    """sum of the gains"""
    total_months: float | None
    """sum of the months elapsed"""
    ratio_of_means: float | None
    """total_gain_months / total_months"""
    mean_of_ratios: float | None
    """mean of the learners' ratio gains"""
    band_ratio_of_means: RatioGainBand | None
    """band of ratio_of_means"""
    band_mean_of_ratios: RatioGainBand | None
    """band of mean_of_ratios"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 32


@dataclass(frozen=True, repr=False)
class RatioGainRollup(Answer):
    """The ratio gains of groups, rolled up."""

    groups: int
    """groups with a ratio gain"""
    n: int
    """learners in them"""
    n_weighted_mean: float | None
    """sum of each ratio gain times its learners, over all learners"""
    unweighted_mean: float | None
    """mean of the ratio gains"""
    band: RatioGainBand | None
    """band of n_weighted_mean"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 33


@dataclass(frozen=True, repr=False)
class RateOfImprovement(Answer):
    """How fast a score rises, per week."""

    n: int
    """scores"""
    first_score: float | None
    """score of the first day"""
    last_score: float | None
    """score of the last day"""
    weeks: float | None
    """days from the first to the last score, over 7"""
    two_point_per_week: float | None
    """(last_score - first_score) / weeks"""
    mean_week: float | None
    """mean of the weeks since the first score"""
    mean_score: float | None
    """mean of the scores"""
    sum_squared_weeks: float | None
    """sum of (week - mean_week) ^ 2"""
    sum_products: float | None
    """sum of (week - mean_week) * (score - mean_score)"""
    score_squares: float | None
    """sum of (score - mean_score) ^ 2"""
    residual_squares: float | None
    """sum of the squared distances of the scores from the line"""
    ols_slope_per_week: float | None
    """sum_products / sum_squared_weeks"""
    ols_intercept_at_first_date: float | None
    """mean_score - ols_slope_per_week * mean_week"""
    ols_se_slope: float | None
    """sqrt(residual_squares / (n - 2) / sum_squared_weeks)"""
    r_squared: float | None
    """1 - residual_squares / score_squares"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 34


@dataclass(frozen=True, repr=False)
class EefMonths(Answer):
    """An effect size as months of additional progress."""

    effect_size: float | None
    """as given"""
    es_2dp: float | None
    """effect_size rounded to hundredths"""
    months: float | None
    """the table's row of es_2dp"""
    label: ProgressLabel | None
    """what the table calls so many months"""
    table: MonthsTable | None
    """which table"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 35


@dataclass(frozen=True, repr=False)
class EefCostBand(Answer):
    """A cost on the Education Endowment Foundation's scale of one to five pounds signs."""

    cost: float | None
    """pounds per year, as given"""
    rating: float | None
    """1 for very_low to 5 for very_high"""
    band: CostBand | None
    """the table's row of cost"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 36


@dataclass(frozen=True, repr=False)
class ImprovementIndex(Answer):
    """An effect size as percentile points."""

    g: float | None
    """effect size of two groups, as given"""
    improvement_index: float | None
    """50 erf(g / sqrt(2))"""
    improvement_index_rounded: float | None
    """improvement_index to a whole number, halves away from 0"""
    u3_percent: float | None
    """100 * standard normal distribution of g"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 37


@dataclass(frozen=True, repr=False)
class ClusteredMean(Answer):
    """What `clustered_mean` answers."""

    n: int
    """values that have a cluster"""
    n_clusters: int
    """clusters with at least one value"""
    largest_cluster: int
    """values in the largest cluster"""
    mean: float | None
    """sum of the values / n"""
    se: float | None
    """sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) / n"""
    se_independent: float | None
    """standard deviation / sqrt(n), as if values were independent"""
    design_effect: float | None
    """se ^ 2 / se_independent ^ 2"""
    df: float | None
    """Satterthwaite degrees of freedom from the sizes of clusters"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    interval: Interval
    """mean -+ t_critical * se"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval": Interval}
    _kind: ClassVar[int] = 38


@dataclass(frozen=True, repr=False)
class ClusteredShare(Answer):
    """What `clustered_share` answers."""

    n: int
    """values that have a cluster"""
    n_clusters: int
    """clusters with at least one value"""
    largest_cluster: int
    """values in the largest cluster"""
    share: float | None
    """number of ones / n"""
    se: float | None
    """sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) / n"""
    df: float | None
    """Satterthwaite degrees of freedom from the sizes of clusters"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    effective_n: float | None
    """share * (1 - share) / se ^ 2, at most n; n_clusters where share is 0 or 1"""
    interval: Interval
    """Wilson interval of share in effective_n values, t_critical in place of z"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval": Interval}
    _kind: ClassVar[int] = 39


@dataclass(frozen=True, repr=False)
class ClusteredDifference(Answer):
    """What `clustered_difference` answers."""

    n: int
    """values that have a group and a cluster"""
    n_group0: int
    """of them in group 0"""
    n_group1: int
    """of them in group 1"""
    n_clusters: int
    """clusters with at least one value"""
    n_clusters_group0: int
    """clusters with values of group 0"""
    n_clusters_group1: int
    """clusters with values of group 1"""
    mean_group0: float | None
    """mean of group 0"""
    mean_group1: float | None
    """mean of group 1"""
    difference: float | None
    """mean_group1 - mean_group0"""
    se: float | None
    """sqrt of the sum over clusters of (its sum of deviations in group 1 / (n_group1 * sqrt(1 -
    its part of group 1)) - the same of group 0) squared
    """
    se_independent: float | None
    """pooled standard deviation * sqrt(1 / n_group0 + 1 / n_group1)"""
    design_effect: float | None
    """se ^ 2 / se_independent ^ 2"""
    df: float | None
    """Satterthwaite degrees of freedom from the sizes of clusters"""
    t: float | None
    """difference / se"""
    p: float | None
    """two-sided p of t with df degrees of freedom"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    interval: Interval
    """difference -+ t_critical * se"""
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval": Interval}
    _kind: ClassVar[int] = 40


@dataclass(frozen=True, repr=False)
class DoseResponse(Answer):
    """What `dose_response` answers."""

    n: int
    """learners with hours and gain"""
    total_hours: float | None
    """sum of the hours"""
    total_gain: float | None
    """sum of the gains"""
    gain_per_hour: float | None
    """total_gain / total_hours"""
    mean_hours: float | None
    """total_hours / n"""
    mean_gain: float | None
    """total_gain / n"""
    squares_hours: float | None
    """sum of (hours - mean_hours) squared"""
    products: float | None
    """sum of (hours - mean_hours) * (gain - mean_gain)"""
    slope: float | None
    """products / squares_hours"""
    intercept: float | None
    """mean_gain - slope * mean_hours"""
    df: float | None
    """n - 2"""
    squares_residual: float | None
    """sum of (gain - intercept - slope * hours) squared"""
    residual_sd: float | None
    """sqrt(squares_residual / df)"""
    se_slope: float | None
    """residual_sd / sqrt(squares_hours)"""
    t: float | None
    """slope / se_slope"""
    p: float | None
    """two-sided p of t with df degrees of freedom"""
    t_critical: float | None
    """quantile of t with df degrees of freedom"""
    interval_slope: Interval
    """slope -+ t_critical * se_slope"""
    r_squared: float | None
    """slope * products / (slope * products + squares_residual)"""
    trend: DoseTrend | None
    """more_dose_more_gain where interval_slope is above 0, more_dose_less_gain where it is below,
    else no_trend_shown
    """
    method: str
    """what was done"""

    _parts: ClassVar[Mapping[str, type[Block]]] = {"interval_slope": Interval}
    _kind: ClassVar[int] = 41


@dataclass(frozen=True, repr=False)
class RegressionToMean(Answer):
    """What `expected_regression` answers."""

    population_mean: float | None
    """as given"""
    population_sd: float | None
    """as given"""
    reliability: float | None
    """as given"""
    mean_selected: float | None
    """as given"""
    mean_gain: float | None
    """as given"""
    z_below: float | None
    """(below - population_mean) / population_sd"""
    share_below: float | None
    """normal share below z_below"""
    mean_below: float | None
    """population_mean - population_sd * (normal density at z_below) / share_below"""
    expected_gain_from_mean: float | None
    """(1 - reliability) * (population_mean - mean_selected)"""
    expected_gain_from_cutoff: float | None
    """(1 - reliability) * (population_mean - mean_below)"""
    expected_gain: float | None
    """expected_gain_from_mean, or expected_gain_from_cutoff where mean_selected is not known"""
    gain_beyond: float | None
    """mean_gain - expected_gain"""
    share_of_gain: float | None
    """expected_gain / mean_gain"""
    method: str
    """what was done"""
    _kind: ClassVar[int] = 42


def distribution(
    fn: DistributionFunction,
    *,
    p: float = 0.0,
    q: float = 0.0,
    t: float = 0.0,
    df: float = 0.0,
    ncp: float = 0.0,
    lower_tail: bool = True,
) -> Distribution:
    """A value of a distribution function: `qnorm` (p), `pnorm` (q), `qt` (p, df, ncp), `pt` (q,
    df, ncp), and `nct_ncp`, the noncentrality at which a share p lies below t with df degrees
    of freedom, which is what limits of a standardised effect are made of. Outside its domain
    the answer is `invalid_argument`. Accurate to 1e-12 relative and better; noncentral t 1e-9.
    Source: Boost.Math; Johnson, Kotz & Balakrishnan (1995) for the distributions.

    `p`: a probability, of qnorm, qt and nct_ncp; `q`: a value, of pnorm and pt; `t`: a t, of
    nct_ncp; `df`: degrees of freedom, of qt, pt and nct_ncp; `ncp`: the noncentrality of qt and
    pt; `lower_tail`: the share below the value, or above it.

    >>> round(distribution("qnorm", p=0.975).value, 6)
    1.959964
    """
    return Distribution._of(_core.statistic("distribution", fn, p, q, t, df, ncp, lower_tail))


def paired_effect(
    pre: Values, post: Values, *, level: float = 0.95, direction: int = 1
) -> PairedEffect:
    """The change of learners who were measured twice: `pre` and `post` hold one learner in one
    place; pairs with a missing value are dropped. A gain is direction * (post - pre), so that
    better is positive.

    When to use it: to describe how far one group of learners moved. When not: as proof that an
    intervention did it, for there is nobody here who went without (two_groups, ancova); on the
    steps of a ladder, which have no distances (the signed rank test alone still holds).

    The effects differ in the SD that the mean gain is divided by. d_z, by that of the gains, is
    for power and for tests; it grows with the correlation and is no measure of how far learners
    moved against other learners. d_av, by sqrt((sd_pre^2 + sd_post^2) / 2), is the one to
    report (as metafor's SMCRP and effectsize; Cumming 2012 and Lakens 2013 take the mean of the
    two SDs, which is beside it as d_av_mean_sd). d_rm is d_z * sqrt(2 (1 - r)) (Lakens 2013,
    equation 9). d_pre, by the SD before, is what control-group designs compare (Becker 1988).
    Each g is J * d with the exact J of n - 1 degrees of freedom (Hedges 1981).

    Limits: `d_z_noncentral` are the exact ones under normality (Steiger & Fouladi 1997), times
    J for g. The `*_normal` blocks have d -+ z se, and J times these for g, as effectsize's
    repeated_measures_d: the variances of Borenstein et al. (2009) for z, rm and pre (that of
    d_rm multiplies d^2 / (2 n) by 2 (1 - r) too, which the book has and others dispute); for av
    the error of the mean gain alone (Algina & Keselman 2003), which is what the rows of a
    roll-up have. That one leaves out that the SD is an estimate too: of a true effect of 0.5
    with r = 0.7 its 95 per cent interval held 89, 92 and 93 per cent at n = 10, 30 and 100,
    where that of smcrp held 93, 95 and 95. Prefer smcrp's limits. smcc, smcr, smcrh, smcrp and
    smcrph are metafor 5.0's escalc measures (variance type LS: the corrected estimate goes into
    the variance; metafor 3.8 had J^2 times as much for smcrh); log_ratio is its ROMC, of two
    means above 0, else `not_applicable`.

    Below 3 pairs the standardised effects are `too_few` (J is 0 at n = 2); without spread in
    what is divided by they are `no_variation`; d_rm at a correlation of 1 is `undefined_ratio`.
    Gains that vary by no more than the rounding of the scores count as constant. Arrays of
    different lengths, an infinite value, a level outside (0, 1) and a direction other than +1
    and -1 are `invalid_argument`. O(n log n) for the ranks, else O(n).

    `level`: of every interval; `direction`: +1 where higher is better, -1 where lower is.

    >>> answer = paired_effect([10, 12, 9, 14, 11], [13, 14, 12, 15, None])
    >>> answer.n, round(answer.d_av, 3)
    (4, 1.24)
    """
    return PairedEffect._of(
        _core.statistic(
            "paired_effect", values_of(pre, "pre"), values_of(post, "post"), level, direction
        )
    )


def two_groups(x: Values, y: Values, *, level: float = 0.95, direction: int = 1) -> TwoGroups:
    """Learners with the intervention (`x`) against learners without it (`y`); missing values are
    dropped from each. The difference is direction * (mean of x - mean of y), so that better is
    positive.

    When to use it: with a comparison group that was alike at the start (randomised, or
    matched). When the groups differ before, or scores before are known, `ancova` says more.
    When not: for the same learners twice (paired_effect); for the steps of a ladder only the
    rank figures (mann_whitney, cliffs_delta, superiority) hold.

    d is Cohen's, by the pooled SD; g is Hedges's, J * d with the exact J of n_x + n_y - 2
    (Hedges 1981), and `smd` the same with metafor's variance (type LS: g goes into it); wwc_g
    has the What Works Clearinghouse's approximate J. d_unpooled is by the average variance with
    Welch's degrees of freedom (Delacre et al. 2021). Glass's delta is by the SD of y,
    uncorrected as defined (Glass 1976); the corrected one is named apart. `*_noncentral` are
    limits from the noncentral t, exact for normal scores of equal variance and approximate
    without (`unpooled`, `glass`); `d_normal` has d -+ z se (Borenstein et al. 2009, equation
    4.20). smdh is Bonett's (2009), smd1 and smd1h Glass's delta, as in metafor 5.0 (3.8 had J^2
    times the variance of smdh and smd1h). log_ratio is of the means, both above 0, else
    `not_applicable`; metafor 5.0 has the corrected one (Lajeunesse 2015), 3.8 the plain.

    `superiority` counts the pairs in which x does better, equal ones half; cliffs_delta is the
    same on -1 to 1, its interval by Fisher's transformation with the standard error of no
    difference (as effectsize), `not_estimable` at -1 and 1. p_superiority and cohens_u3 are d
    on the scale of shares, for normal scores.

    With y empty the comparison is `no_comparison_group`, with x empty `too_few`; d and
    Student's test need three values together, g four, Welch's test two in each; without spread
    they are `no_variation`. An infinite value, a level outside (0, 1) and a direction other
    than +1 and -1 are `invalid_argument`. O(n log n) for the ranks, else O(n).

    `level`: of every interval; `direction`: +1 where higher is better, -1 where lower is.

    >>> answer = two_groups([13, 14, 12, 15, 16], [10, 12, 9, 14, 11])
    >>> round(answer.difference, 1), round(answer.g, 3)
    (2.8, 1.436)
    """
    return TwoGroups._of(
        _core.statistic("two_groups", values_of(x, "x"), values_of(y, "y"), level, direction)
    )


def ancova(pre: Values, post: Values, group: Values, *, level: float = 0.95) -> Ancova:
    """Analysis of covariance of two groups. `group` is 0 (comparison) or 1 (intervention), one
    value for each of `pre` and `post`; a row that lacks one of the three is left out.

    For groups that were assigned before the intervention, by chance or otherwise, and one
    measure before and after. Not for groups whose slopes differ, nor for learners of few
    schools that were assigned together: ancova_schools. Source: Cochran (1957); effect size:
    EEF statistical analysis guidance (2022), WWC Procedures 5.0, appendix E. The small-sample
    factor is the approximation that WWC publishes, with n - 2 degrees of freedom.

    `no_comparison_group` where all learners are of one group; `too_few` below four learners;
    `no_variation` where all scores before are the same, `not_estimable` where they differ
    between the groups alone. Where the plane meets every score, se and residual_sd are 0 and t
    and p have no value. A group of one has no spread: what needs the pooled deviation is
    `too_few`.

    O(n), nothing allocated; centred in each group before products are taken.

    `level`: of the intervals.

    >>> answer = ancova([10, 12, 9, 14, 11, 13], [12, 15, 10, 18, 15, 19], [0, 0, 0, 1, 1, 1])
    >>> round(answer.adjusted_difference, 3)
    1.75
    """
    return Ancova._of(
        _core.statistic(
            "ancova",
            values_of(pre, "pre"),
            values_of(post, "post"),
            values_of(group, "group"),
            level,
        )
    )


def ancova_schools(
    pre: Values, post: Values, group: Values, school: Values, *, level: float = 0.95
) -> AncovaSchools:
    """Analysis of covariance of two groups with a random intercept of the school. `group` is 0
    (comparison) or 1 (intervention); `school` holds labels, any numbers; a row that lacks one
    of the four is left out.

    For trials in which learners of one school share something: whole schools assigned, or
    learners within schools. Source: Laird & Ware (1982); profile likelihood as Bates et al.
    (2015), and minus2_loglik counts the same constants. REML is the standard; ML is for
    comparing models.

    Effect sizes: by the residual, by the total deviation of this model, and by the one of post
    alone (EEF asks for the last). Where whole schools were assigned, the total ones are beside
    it with the correction and the standard error of Hedges (2007); the correction takes the
    sizes of schools by one average, school_size, and the standard error takes them as they are.

    interval_z is the normal one that software prints. With few schools it is too narrow:
    interval_t has the between-within degrees of freedom (Schluchter & Elashoff 1990), schools
    less 2 where whole schools were assigned, learners less schools less 2 otherwise.

    Reasons as of ancova; besides `too_few` with one school, `not_estimable` where pre and group
    tell all schools apart already, where no school has two learners to compare, or where post
    follows without a rest within schools. What is only for whole schools is `not_applicable`
    elsewhere.

    O(n) once, and about 150 times the number of schools; memory for the schools alone.

    `level`: of the intervals.

    >>> answer = ancova_schools([10, 12, 9, 14, 11, 13, 8, 15], [12, 15, 10, 18, 15, 19, 9, 20],
    ...                         [0, 0, 0, 1, 1, 1, 0, 1], school=[1, 1, 2, 3, 3, 4, 2, 4])
    >>> answer.n_schools, answer.design
    (4, 'cluster')
    """
    return AncovaSchools._of(
        _core.statistic(
            "ancova_schools",
            values_of(pre, "pre"),
            values_of(post, "post"),
            values_of(group, "group"),
            values_of(school, "school"),
            level,
        )
    )


def meta_analysis(
    yi: Values,
    vi: Values,
    *,
    method: MetaMethod = "reml",
    knapp_hartung: bool = False,
    level: float = 0.95,
) -> MetaAnalysis:
    """Combines schools' effects yi with sampling variances vi (the same unit, squared).

    `fixed` answers for these schools if all had one effect; the others are random effects:
    schools are a sample, and differ with variance tau2. REML is the default (Viechtbauer 2005).
    The normal test is too confident with few schools: Knapp & Hartung (2003) widen it by what
    schools show, with t of k - 1 (no rule keeps it from being the narrower one where schools
    agree by luck). tau2_ci is the Q profile (Viechtbauer 2007), both ends 0 where schools agree
    more than chance would have it. i2, h2 and se_tau2 as in metafor's rma, whose fixed effect
    has i2 from Q. Truncation at 0 is that of every estimator. A pair with a missing value is
    left out.

    One school: its effect and normal interval, and `too_few` for all between schools. Two: all
    but the prediction by t (`too_few`). All effects the same with Knapp-Hartung: se 0, and the
    test has `no_variation`. A variance of 0 or below, an infinity, different lengths:
    `invalid_argument`. Not for schools that share a comparison group. O(k) a step, some hundred
    steps for likelihoods.

    >>> answer = meta_analysis([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01])
    >>> round(answer.estimate, 3), round(answer.p, 3)
    (0.214, 0.025)
    """
    return MetaAnalysis._of(
        _core.statistic(
            "meta_analysis", values_of(yi, "yi"), values_of(vi, "vi"), method, knapp_hartung, level
        )
    )


def leave_one_out(
    yi: Values,
    vi: Values,
    *,
    method: MetaMethod = "reml",
    knapp_hartung: bool = False,
    level: float = 0.95,
) -> LeaveOneOut:
    """Whether one school carries the result: meta_analysis without each school in turn. Below two
    schools `too_few`. A row for each school that has both values; O(k^2) a step.

    >>> answer = leave_one_out([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01])
    >>> [round(row.estimate, 2) for row in answer.rows]
    [0.19, 0.24, 0.16, 0.31]
    """
    return LeaveOneOut._of(
        _core.statistic(
            "leave_one_out", values_of(yi, "yi"), values_of(vi, "vi"), method, knapp_hartung, level
        )
    )


def egger_test(yi: Values, vi: Values) -> Egger:
    """Egger, Davey Smith, Schneider & Minder (1997): a slope away from 0 says that less precise
    schools tell another story (small ones of which only the good are heard of, say).

    As metafor's regtest(model = "lm", predictor = "sei"). Below ten schools it finds little.
    Three schools at least (`too_few`); all standard errors the same: `not_estimable`; effects
    exactly on a line: `no_variation` for the test. O(k).

    >>> round(egger_test([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01]).p, 3)
    0.131
    """
    return Egger._of(_core.statistic("egger_test", values_of(yi, "yi"), values_of(vi, "vi")))


def single_case(
    A: Values,
    B: Values,
    *,
    improvement: Improvement = "increase",
    scale: OutcomeScale = "other",
    level: float = 0.95,
) -> SingleCase:
    """Every figure that compares a learner's phases: non-overlap (NAP, PND, PEM, PAND, IRD, Tau),
    Tau without the baseline's trend (Tau-BC, Tau-U), log ratios of means (LRRi, LRRd), of odds
    (LOR) and of medians (LRM), and differences of means in standard deviations within the case.

    When: repeated measurements of one learner before and during an intervention. These
    differences are not on the scale of those between learners; never average the two kinds. NAP
    and Tau are the safest without a trend in the baseline, Tau-BC with one; PND hangs on a
    single value of A. Log ratios need a true zero. All take sessions as independent. Where
    software differs: PEM counts ties half; PAND removes the fewest values wherever they are
    (Parker, Vannest & Davis 2011), and IRD follows from it; Tau and Tau-U divide by all n_a *
    n_b pairs; Tau-U takes the pairs of A alone (S_A) off, and may pass 1; limits of NAP and Tau
    are the true roots also where nothing overlaps; SMDs use 1 - 3 / (4 df - 1). Signs: better
    is positive; `lrrd` is positive where it is worse. A proportion or percentage is compared by
    its distance from the other end where the direction asks for that. Counts with a mean of 0
    are lifted to half an occurrence, other scales then have no ratio (`undefined_ratio`). A
    phase without values: `too_few` everywhere. Sources: Parker & Vannest (2009); Parker,
    Vannest, Davis & Sauber (2011); Tarlow (2017); Pustejovsky (2018, 2019); Gingerich (1984);
    Bonett & Price Bonett (2020). Expected O((m + n) log(m + n)).

    >>> answer = single_case([3, 4, 3, 5], [6, 7, 5, 8, 9])
    >>> round(answer.nap.nap, 3)
    0.975
    """
    return SingleCase._of(
        _core.statistic(
            "single_case", values_of(A, "A"), values_of(B, "B"), improvement, scale, level
        )
    )


def nap(
    A: Values,
    B: Values,
    *,
    improvement: Improvement = "increase",
    scale: OutcomeScale = "other",
    level: float = 0.95,
) -> Nap:
    """Non-overlap of all pairs: how often a value of phase B is better than one of phase A, a tie
    counting half; 0 to 1, and 0.5 says nothing.

    (positive + tied / 2) / (n_a * n_b): the same as the area under the ROC curve, and
    Mann-Whitney's U over the number of pairs. It asks for order alone, so for any scale; it
    says nothing about how large a change is, and counts a trend that the baseline had already
    as gain (single_case() has Tau-BC and Tau-U for that). `se` is the unbiased estimate (Sen
    1967; Mee 1990), `se_hanley` that of Hanley & McNeil (1982), `se_null` the one without any
    effect; where nothing overlaps the first two keep half a pair, so that they are not 0. `ci`
    are the score limits of Newcombe (2006, method 5), both true roots also at 0 and 1, where
    some packages answer a point. Values are taken as independent; sessions rarely are. Missing
    sessions are dropped. `scale` is not used. Sources: Parker & Vannest (2009); Pustejovsky
    (2019). O((m + n) log(m + n)) and less.

    >>> round(nap([3, 4, 3, 5], [6, 7, 5, 8, 9]).nap, 3)
    0.975
    """
    return Nap._of(
        _core.statistic("nap", values_of(A, "A"), values_of(B, "B"), improvement, scale, level)
    )


def trend(day: Values, value: Values, *, level: float = 0.95) -> Trend:
    """ols_trend(), theil_sen(), siegel(), kendall() and mann_kendall() of the same days and
    values, which see for what each is for. Pairs with a missing half are dropped. Orders are
    worked once. O(n^2) for Siegel's line, O(n log n) expected for all else.

    >>> answer = trend([0, 7, 14, 21, 28], [40, 43, 45, 44, 50])
    >>> round(answer.ols.slope, 3), round(answer.theil_sen.slope, 3)
    (0.3, 0.345)
    """
    return Trend._of(
        _core.statistic("trend", values_of(day, "day"), values_of(value, "value"), level)
    )


def ols_trend(day: Values, value: Values, *, level: float = 0.95) -> OlsTrend:
    """The line of least squares: slope = sum((day - mean)(value - mean)) / sum((day - mean)^2), in
    the unit of the value per day, with t limits at `level`.

    For values that scatter evenly about a straight line and are independent of each other; one
    wild value moves it, which theil_sen() withstands. Centred computing: day numbers near
    738000 and values near a million lose nothing, where packages that do not centre lose
    digits. Pairs with a missing half are dropped. Two points give a line without errors
    (`too_few`), one day gives none (`no_variation`); on an exact line the errors are 0 and t
    and p have no value. O(n).

    >>> round(ols_trend([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
    0.3
    """
    return OlsTrend._of(
        _core.statistic("ols_trend", values_of(day, "day"), values_of(value, "value"), level)
    )


def theil_sen(day: Values, value: Values, *, level: float = 0.95) -> TheilSen:
    """The median of the slopes between all pairs of points on different days, in the unit of the
    value per day.

    For trends of few or skewed values: up to 29 % of the values may be wild before it breaks
    down. Days may repeat and need not be sorted or even. `intercept_joint` is the median of
    value - slope * day (R's mblm and zyp); `intercept_separate` is the median value - slope *
    the median day (scipy, EnvStats). `ci` is Sen's (1968) with whole ranks rounded half to even
    and kept within the slopes, and his variance without cross terms of ties, as scipy has it;
    `ci_gilbert` interpolates between ranks with the full variance (Gilbert 1987; EnvStats), and
    has no value where a rank is outside the slopes (`too_few`). Two points have a slope and no
    limits. Slopes are selected exactly: every figure is the one that sorting all slopes gives.
    Sources: Theil (1950), Sen (1968), Gilbert (1987). Expected O(n log n), see slope_ranks.hpp.

    >>> round(theil_sen([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
    0.345
    """
    return TheilSen._of(
        _core.statistic("theil_sen", values_of(day, "day"), values_of(value, "value"), level)
    )


def siegel(day: Values, value: Values) -> Siegel:
    """Siegel's repeated median: for each point the median of its slopes to the points on other
    days, and then the median of those, in the unit of the value per day.

    Nearly half of the values may be wild (Theil-Sen: 29 %), at the price of more scatter where
    none is. `intercept_hierarchical` is the median of value - slope * day (scipy's default, R's
    mblm); `intercept_separate` the repeated median of the lines' values at day 0. It has no
    limits. Source: Siegel (1982). O(n^2) time, O(n) memory.

    >>> round(siegel([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
    0.321
    """
    return Siegel._of(_core.statistic("siegel", values_of(day, "day"), values_of(value, "value")))


def kendall(x: Values, y: Values) -> Kendall:
    """Kendall's rank correlation of two variables; pairs with a missing value are dropped.

    tau_b = (concordant - discordant) / sqrt((pairs not tied in x) * (pairs not tied in y)),
    from -1 to 1. It asks for order alone, and an outlier moves it little: for scales with few
    steps and for skewed values. Not for how much y changes with x (theil_sen), nor for curves
    that turn. `z` uses the variance for ties in both variables (Kendall 1970); `z_cc` moves s
    by one towards 0, as most packages' trend tests do, `z` does not, as R's cor.test and scipy.
    `p_exact` is there without ties and up to 170 points: the share of all orders whose s is at
    least as far from 0. Two points have a tau and no variance (`too_few`); where one variable
    does not vary, `no_variation`. Sources: Kendall (1970), Rank Correlation Methods; Knight
    (1966) for the count. O(n log n).

    >>> answer = kendall([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    >>> answer.tau_b
    0.6
    """
    return Kendall._of(_core.statistic("kendall", values_of(x, "x"), values_of(y, "y")))


def mann_kendall(day: Values, value: Values) -> MannKendall:
    """The Mann-Kendall test of a trend: Kendall's s of values against their days, which need not
    be sorted or evenly spaced; only their order is used.

    `z_cc`, with the continuity correction, is the usual one. Three values or more; where two
    values share a day their order is not known: `not_applicable`, and kendall() with ties in
    both is the test to use. For independent values: measurements that carry over from day to
    day make p too small. Sources: Mann (1945); Kendall (1970). O(n log n).

    >>> answer = mann_kendall([0, 7, 14, 21, 28], [40, 43, 45, 44, 50])
    >>> answer.s
    8.0
    """
    return MannKendall._of(
        _core.statistic("mann_kendall", values_of(day, "day"), values_of(value, "value"))
    )


def reliable_change(
    pre: Values,
    post: Values,
    reliability: float,
    *,
    better_is: BetterIs = "higher",
    sd_norm: float | None = None,
    m_functional: float | None = None,
    sd_functional: float | None = None,
    significance_level: float = 0.05,
) -> ReliableChanges:
    """The reliable change of each learner with both scores.

    s_diff = sd sqrt(2 (1 - reliability)); rci = (post - pre) / s_diff keeps the sign of the raw
    change; `category` is for the better or the worse, strictly beyond the critical value.
    Cut-offs between the side in need and the other: a is two SDs of pre towards better, b two
    SDs of those who need no help towards worse, c weighs both (Jacobson & Truax 1991). b uses
    the functional sample's SD, as the paper does (the R package clinicalsignificance 3.0.0
    takes the other one). Scores on a cut-off are on neither side. Without `m_functional` and
    `sd_functional`, b and c are `not_estimable`. A constant pre without `sd_norm`:
    `no_variation`; one learner without it: `too_few`; reliability 1: `undefined_ratio`; no or
    an impossible reliability, arrays of different lengths or infinite scores:
    `invalid_argument`. A learner's change is not proof of what caused it, and low scorers drift
    upwards by themselves. O(n).

    `reliability`: of the measure, 0 to 1; must be given; `sd_norm`: of the norm sample; not
    given: that of pre; `m_functional`: mean of those who need no help, for cut-offs b and c;
    `sd_functional`: their standard deviation; `significance_level`: two-sided.

    >>> answer = reliable_change([12, 15, 11, 18], [16, 17, None, 24], reliability=0.9, sd_norm=5)
    >>> [(row.row, row.category) for row in answer.rows]
    [(0, 'no_reliable_change'), (1, 'no_reliable_change'), (3, 'improved')]
    """
    return ReliableChanges._of(
        _core.statistic(
            "reliable_change",
            values_of(pre, "pre"),
            values_of(post, "post"),
            reliability,
            better_is,
            sd_norm,
            m_functional,
            sd_functional,
            significance_level,
        )
    )


def goal_attainment(
    score: Values, *, weight: Values | None = None, baseline: Values | None = None, rho: float = 0.3
) -> GoalAttainment:
    """The T score of one learner's goals: 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum
    w)^2).

    `score` is each goal's level (-2 to +2 by custom, half levels allowed; not enforced),
    `weight` its importance (none: all 1; 0 takes the goal out of T), `baseline` its level at
    the start (none: no change). `rho` is the correlation expected between goals, 0 to 1; 0.3 is
    Kiresuk & Sherman's. A goal without a score or weight is left out, weights included: a
    convention, for no source says what to do. A T at the start needs the baseline of every
    scored goal, for it would else be of other goals: `not_estimable`. No scored goal:
    `too_few`; all weights 0: `undefined_ratio`; a negative weight, or arrays of different
    lengths: `invalid_argument`. T compares a learner with what was expected, not learners with
    each other. O(goals).

    >>> answer = goal_attainment([0, 1, -1], baseline=[-2, -2, -2])
    >>> round(answer.t_achieved, 1), round(answer.t_change, 1)
    (50.0, 27.4)
    """
    return GoalAttainment._of(
        _core.statistic(
            "goal_attainment",
            values_of(score, "score"),
            values_of(weight, "weight"),
            values_of(baseline, "baseline"),
            rho,
        )
    )


def proportion(x: int, n: int, *, level: float = 0.95) -> Proportion:
    """The share x / n with two intervals at `level`.

    Wilson (1927), without continuity correction, is the one to show: its coverage is near the
    level on average. Clopper & Pearson (1934), from quantiles of the beta distribution, covers
    at least the level always, and is wider. At x = 0 the lower limit is 0 and at x = n the
    upper one is 1, exactly, in both. n = 0: `too_few`; x outside 0 to n: `invalid_argument`.
    The learners must be different ones: several records of one learner make the interval too
    narrow. O(1).

    >>> answer = proportion(11, 15)
    >>> round(answer.wilson.low, 3), round(answer.wilson.high, 3)
    (0.48, 0.891)
    """
    return Proportion._of(_core.statistic("proportion", x, n, level))


def proportion_difference(
    x1: int, n1: int, x2: int, n2: int, *, level: float = 0.95
) -> ProportionDifference:
    """The difference of two shares of different learners, p1 - p2, with intervals at `level`.

    `newcombe`: Newcombe (1998), method 10, from the two Wilson intervals without continuity
    correction: the one to show; it stays within -1 and 1. `wald` is the textbook normal
    interval, poor for few learners and of no width at 0 or 1, given uncut and cut to -1 and 1.
    `agresti_caffo`: Agresti & Caffo (2000), one learner of each kind added to each group,
    uncut. `chi_squared`: Pearson's, pooled, without Yates's correction; `no_variation` where it
    is so of everyone or of nobody. Not for the same learners twice (before and after), whose
    shares depend on each other. A group of nobody: `too_few`. O(1).

    >>> answer = proportion_difference(11, 15, 5, 14)
    >>> round(answer.difference, 3), round(answer.newcombe.low, 3), round(answer.newcombe.high, 3)
    (0.376, 0.017, 0.626)
    """
    return ProportionDifference._of(_core.statistic("proportion_difference", x1, n1, x2, n2, level))


def funnel(x: Values, n: Values, *, target: float | None = None) -> Funnel:
    """Units, each x of n learners, against one target share: which lie further from it than
    chance.

    `target` is a share from 0 to 1; NaN, the default, takes the share of all units together.
    Each row is funnel_limits() of a unit. Units of which a number is missing are left out, and
    `unit` says which place in the arrays a row has. Anything that is no count, or x above n,
    makes every figure `invalid_argument`. Units are no league table: the funnel says who to
    look at, not who is better; learners of one unit that resemble each other make the true
    limits wider. O(units).

    >>> answer = funnel([11, 2, 30], [15, 14, 41])
    >>> [unit.limits_95.place for unit in answer.units]
    ['in', 'low', 'in']
    """
    return Funnel._of(_core.statistic("funnel", values_of(x, "x"), values_of(n, "n"), target))


def funnel_limits(x: int, n: int, target: float) -> FunnelUnit:
    """One unit of x of n against `target`, at 95% (tails of 0.025) and 99.8% (tails of 0.001).

    With X binomial of n and the target: `low` and `high` are quantiles over n, exact and
    without interpolation, as R's qbinom. The interpolated ones (Spiegelhalter 2005, Statistics
    in Medicine 24) draw as smooth curves and may lie a little below 0 or above 1. `place` is
    decided by the exact tails, strictly beyond them, never by a drawn curve; a probability that
    equals a tail up to rounding is `in`. A target of 0 or 1 leaves nothing to chance: its
    limits are the target, not interpolated (`no_variation`). n = 0: `too_few`. About ten
    binomial probabilities, whatever n.

    >>> funnel_limits(2, 14, 0.6).limits_95.place
    'low'
    """
    return FunnelUnit._of(_core.statistic("funnel_limits", x, n, target))


def kappa(a: Values, b: Values, categories: int, *, level: float = 0.95) -> Kappa:
    """Agreement of two raters who put each learner into one of the categories 1, 2 … `categories`.

    `percent_agreement` and `percent_within_1` are from 0 to 100. Unweighted kappa (Cohen 1960)
    is for categories without an order; linear and quadratic ones (Cohen 1968) for steps of a
    scale, where near misses count as partly right; quadratic kappa is near the intraclass
    correlation. Standard errors by Fleiss, Cohen & Everitt (1969): `se` for the interval, which
    is not cut at 1, and `se_null` for the test of kappa = 0. All declared categories count in
    the weights, used or not (psych, vcd and statsmodels do so; irr drops unused ones). Pairs
    with a missing rating are left out. Both raters always in one category: `no_variation`.
    Anything that is no category, or more than 1,000 categories: `invalid_argument`. O(n +
    categories^2).

    >>> answer = kappa([1, 2, 3, 3, 2, 1], [1, 2, 3, 2, 2, 1], categories=3)
    >>> round(answer.unweighted.kappa, 3), round(answer.quadratic.kappa, 3)
    (0.75, 0.857)
    """
    return Kappa._of(
        _core.statistic("kappa", values_of(a, "a"), values_of(b, "b"), categories, level)
    )


def intraclass_correlation(
    ratings: Values, raters: int, *, level: float = 0.95
) -> IntraclassCorrelation:
    """The intraclass correlations of `raters` who each scored every learner.

    `ratings` is row-major: all raters' scores of the first learner, then of the second. Forms
    of Shrout & Fleiss (1979): `icc_1` for raters who differ from learner to learner, `icc_2`
    for absolute agreement of raters drawn from many, `icc_3` for consistency of these raters (a
    constant offset does not count); `_1` is the reliability of one rater, `_k` of the mean of
    all. Negative values are not cut. Limits from F; those of `icc_2_1` by McGraw & Wong (1996),
    those of `icc_2_k` by Spearman-Brown from them, as psych does (irr differs by up to 0.06); a
    lower limit that would pass through infinity is `not_estimable`. The test of each form is F
    on its own mean squares (irr tests `icc_2` on Satterthwaite's degrees of freedom instead).
    Learners with a missing score are left out. Fewer than two learners: `too_few`; one rater,
    or a ragged table: `invalid_argument`; no error variance at all: `icc` is given, F and its
    limits are `undefined_ratio`. O(n raters).

    >>> scores = [9, 2, 5, 8,  6, 1, 3, 2,  8, 4, 6, 8,  7, 1, 2, 6,  10, 5, 6, 9,  6, 2, 4, 7]
    >>> round(intraclass_correlation(scores, raters=4).icc_2_1.icc, 2)
    0.29
    """
    return IntraclassCorrelation._of(
        _core.statistic("intraclass_correlation", values_of(ratings, "ratings"), raters, level)
    )


def benjamini_hochberg(p: Values) -> AdjustedPs:
    """p values adjusted for the false discovery rate (Benjamini & Hochberg 1995).

    Of n sorted p values the k-th becomes the least of n p / k of itself and all larger ones, at
    most 1. Right for tests that are independent or go together (one school's interventions do);
    it is no guard against choosing afterwards which tests to count, so give it all of them. A
    missing p stays missing (`not_estimable`) and does not count. A p outside 0 to 1:
    `invalid_argument` in every figure. Equal to R's p.adjust(method = "BH"). O(n log n).

    >>> [round(test.p_adjusted, 3) for test in benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).tests]
    [0.04, 0.053, 0.053, 0.5]
    """
    return AdjustedPs._of(_core.statistic("benjamini_hochberg", values_of(p, "p")))


def cost_effectiveness(
    cost: Values, effect: Values, *, level: float = 0.95, willingness_to_pay: float | None = None
) -> CostEffectiveness:
    """Total cost over total effect of one group, Fieller's sets, and the net monetary benefit.

    Use it for what a unit of gain cost in a group; it says nothing about what the gain would
    have been without the intervention (icer does, with a comparison group). cost and effect
    belong to the same learners, in the same order; pairs with a missing value are left out. The
    t set has n - 1 degrees of freedom; the z set is the usual one of health economics (Willan &
    O'Brien 1996). delta_se is the first-order standard error, right only where the effect is
    clear of 0. Mean effect 0: `cer` is `undefined_ratio`, and the sets exist. One learner:
    ratio without spread (`too_few`). No worth given: `net_benefit` is `not_applicable`. O(n).

    `willingness_to_pay`: What a unit of effect is worth, in the unit of cost; 0 or more.

    >>> answer = cost_effectiveness([120, 80, 150, 95], [4, 3, 6, 2])
    >>> round(answer.cer, 2), answer.fieller_t.kind
    (29.67, 'bounded')
    """
    return CostEffectiveness._of(
        _core.statistic(
            "cost_effectiveness",
            values_of(cost, "cost"),
            values_of(effect, "effect"),
            level,
            willingness_to_pay,
        )
    )


def icer(
    cost1: Values,
    effect1: Values,
    cost0: Values,
    effect0: Values,
    *,
    level: float = 0.95,
    willingness_to_pay: float | None = None,
) -> Icer:
    """Incremental cost-effectiveness of a group (1) against a comparison group (0) of other
    learners: ratio with its quadrant, Fieller's sets, incremental net benefit.

    Variances and covariance of the differences are the sums of the groups' own. z sets and z
    interval are the standard of health economics (Willan & O'Brien 1996; Stinnett & Mullahy
    1998); the t set has n1 + n0 - 2 degrees of freedom, and the other interval Welch's.
    prob_cost_effective is what an acceptability curve shows at that worth. Equal mean effects:
    `icer` and `quadrant` are `undefined_ratio`. No comparison learner: `no_comparison_group`;
    fewer than two in a group: `too_few` for spreads. Not for the same learners before and
    after. O(n).

    `willingness_to_pay`: What a unit of effect is worth, in the unit of cost; 0 or more.

    >>> answer = icer([120, 80, 150, 95], [4, 3, 6, 2], [60, 50, 70, 65], [2, 1, 3, 2])
    >>> answer.quadrant, round(answer.icer, 2)
    ('north_east', 28.57)
    """
    return Icer._of(
        _core.statistic(
            "icer",
            values_of(cost1, "cost1"),
            values_of(effect1, "effect1"),
            values_of(cost0, "cost0"),
            values_of(effect0, "effect0"),
            level,
            willingness_to_pay,
        )
    )


def ratio_of_means(
    x: Values, y: Values, *, level: float = 0.95, equal_variances: bool = False
) -> RatioOfMeans:
    """mean(x) / mean(y) of two independent groups, the test of ratio 1, and Fieller's set.

    With equal variances the common one has n1 + n2 - 2 degrees of freedom; else each mean has
    its own, the test has Welch's degrees of freedom at ratio 1, and the set those at the ratio
    found (n2 - 1 where there is none; Tamhane & Logan 2004; R's mratios does the same). Where
    that set is not bounded, packages give no numbers: here `set.kind` says which it is. Not for
    pairs of one learner: their covariance would be missed (cost_effectiveness has it). Missing
    values are left out. `too_few` below two values in a group, `no_variation` where no value
    differs. O(n).

    >>> round(ratio_of_means([120, 80, 150, 95], [60, 50, 70, 65]).ratio, 3)
    1.816
    """
    return RatioOfMeans._of(
        _core.statistic(
            "ratio_of_means", values_of(x, "x"), values_of(y, "y"), level, equal_variances
        )
    )


def cost_per_success(learners: Values, successes: Values, cost: Values) -> CostPerSuccess:
    """What a success cost, over units: total cost over total successes, and each unit's own.

    The mean of the units' ratios is not that: it lets a small unit weigh as much as a large
    one, and has no place for a unit without a success, whose cost counts all the same (Levin &
    McEwan 2001). No success at all: `undefined_ratio`. A unit that lacks a value is left out
    whole. More successes than learners, anything negative: `invalid_argument`. O(n).

    >>> answer = cost_per_success([20, 30], [12, 15], [1500, 2600])
    >>> [row.cost_per_success for row in answer.rows]
    [125.0, 173.33333333333334]
    """
    return CostPerSuccess._of(
        _core.statistic(
            "cost_per_success",
            values_of(learners, "learners"),
            values_of(successes, "successes"),
            values_of(cost, "cost"),
        )
    )


def bootstrap_cost_effectiveness(
    cost: Values, effect: Values, *, replicates: int = 10000, seed: int = 1, level: float = 0.95
) -> CostBootstrap:
    """Resamples learners with replacement, and takes the ratio of totals of each resample.

    Learners are drawn one after another by SplitMix64(seed).below(n); the limits are quantiles
    of type 7. A second view beside Fieller's set where costs are skewed; with few learners
    Fieller's is the better one. Where more than (1 - level) / 2 of the resamples have an effect
    of 0 or of the other sign, the ratios have neither a mean nor an order that limits could be
    read from: `not_estimable` (Fieller's set is not bounded then). Fewer such ones are left out
    and counted by `unclear`. Two learners at least (`too_few`); effect 0: `undefined_ratio`.
    O(n * replicates).

    `replicates`: 1 to 1,000,000.

    >>> answer = bootstrap_cost_effectiveness([120, 80, 150, 95], [4, 3, 6, 2], replicates=999)
    >>> answer.ci.low < answer.cer < answer.ci.high
    True
    """
    return CostBootstrap._of(
        _core.statistic(
            "bootstrap_cost_effectiveness",
            values_of(cost, "cost"),
            values_of(effect, "effect"),
            replicates,
            seed,
            level,
        )
    )


def icer_table(cost: Values, effect: Values) -> IcerTable:
    """Alternatives (mean cost and mean effect each) in order of cost, dearer ones against cheaper
    ones.

    One that costs no less and gains no more than another is `dominated`. Of the rest, one whose
    step costs more a unit than the step after it is `extendedly_dominated`: money spent on a
    mix of its neighbours buys more (Johannesson & Weinstein 1993). What is left is the
    frontier, where the price of a unit of effect rises from step to step, and only there `icer`
    exists, each against the one before. A dominated row has no ratio (`not_applicable`), only
    what dominates it; every row has its differences, quadrant and ratio against the cheapest.
    Equal ones keep their order, and the later is dominated. Figures are means: the table says
    nothing about chance. A row that lacks a value is left out. O(n log n).

    >>> answer = icer_table([100, 150, 240, 300], [1.0, 2.0, 1.5, 3.0])
    >>> [row.standing for row in answer.rows]
    ['cheapest', 'worth_considering', 'dominated', 'worth_considering']
    """
    return IcerTable._of(
        _core.statistic("icer_table", values_of(cost, "cost"), values_of(effect, "effect"))
    )


def ratio_gain(pre_age_months: float, post_age_months: float, months_elapsed: float) -> RatioGain:
    """Months of age gained in each month that passed (Brooks 2016), for tests that give ages.

    Ages and time in months. Bands are half-open and decided on the exact decimals, by the rule
    of every record. 1 is the pace of a learner of that age in general; a ratio above 1 is not
    proof that the help caused it. A time of 0 or less: the ratio is `undefined_ratio`; a
    missing value: `too_few`. O(1).

    >>> answer = ratio_gain(70, 78, 3)
    >>> round(answer.ratio_gain, 3), answer.band
    (2.667, 'medium')
    """
    return RatioGain._of(
        _core.statistic("ratio_gain", pre_age_months, post_age_months, months_elapsed)
    )


def ratio_gain_group(
    pre_age_months: Values, post_age_months: Values, months_elapsed: Values
) -> RatioGainGroup:
    """The ratio gain of a group of learners.

    `ratio_of_means` is total gain over total time, and the one to use: each month counts the
    same. `mean_of_ratios` lets a learner of two months count as much as one of twelve; they are
    equal where all had the same time. Exact on the decimals as far as 128 bits hold the sums,
    else the band is of the mean rounded to 15 digits. Learners with a missing value or a time
    of 0 or less are left out; nobody left: `too_few`. O(n).

    >>> round(ratio_gain_group([70, 80], [78, 84], [3, 4]).ratio_of_means, 3)
    1.714
    """
    return RatioGainGroup._of(
        _core.statistic(
            "ratio_gain_group",
            values_of(pre_age_months, "pre_age_months"),
            values_of(post_age_months, "post_age_months"),
            values_of(months_elapsed, "months_elapsed"),
        )
    )


def ratio_gain_rollup(n: Values, ratio_gain: Values) -> RatioGainRollup:
    """The mean of groups' ratio gains, weighted by their numbers of learners.

    Singleton (Intervention for Dyslexia, British Dyslexia Association) rolls studies up so; the
    unweighted mean, beside it, lets five learners count as much as fifty. `n` are whole
    numbers. Groups with a missing value are left out; no learner left: `too_few`. O(groups).

    >>> round(ratio_gain_rollup([10, 30], [1.2, 2.4]).n_weighted_mean, 2)
    2.1
    """
    return RatioGainRollup._of(
        _core.statistic("ratio_gain_rollup", values_of(n, "n"), values_of(ratio_gain, "ratio_gain"))
    )


def rate_of_improvement(days: Values, scores: Values) -> RateOfImprovement:
    """How fast a learner's score rises, per week of seven days.

    `days` are day numbers in any order, `scores` the scores of those days. `two_point_per_week`
    is what schools work by hand, and rests on two scores alone; it needs one score on the first
    and one on the last day (`not_estimable` where there are more). The least-squares slope uses
    every score; its standard error (n - 2) takes the scores as independent. Days or scores that
    are missing are left out. One score: `too_few`; all on one day: `no_variation`. Two scores
    have a slope and no standard error. For a test of a trend see the trend functions. O(n).

    >>> answer = rate_of_improvement([0, 7, 14, 21], [20, 22, 23, 27])
    >>> round(answer.two_point_per_week, 3), round(answer.ols_slope_per_week, 3)
    (2.333, 2.2)
    """
    return RateOfImprovement._of(
        _core.statistic("rate_of_improvement", values_of(days, "days"), values_of(scores, "scores"))
    )


def eef_months(
    effect_size: float, is_two_group_comparison: bool, *, table: MonthsTable = "toolkit"
) -> EefMonths:
    """Months of additional progress of the Education Endowment Foundation, for an effect size that
    compares two groups.

    The table turns a difference between learners with and without the help into school time. A
    gain from before to after is no such difference: it contains all that the learners would
    have learnt anyway, so without `is_two_group_comparison` the answer is
    `no_comparison_group`. The effect size is rounded to two places, halves away from zero, on
    its decimal text (0.185 is 0.19); negative ones mirror the table; beyond -1.00 and 1.00,
    where the table ends, `outside_table`. O(1).

    >>> answer = eef_months(0.25, is_two_group_comparison=True)
    >>> answer.months
    3.0
    >>> eef_months(0.25, is_two_group_comparison=False).reasons
    {'months': 'no_comparison_group', 'label': 'no_comparison_group'}
    """
    return EefMonths._of(_core.statistic("eef_months", effect_size, is_two_group_comparison, table))


def eef_cost_band(cost_per_pupil_per_year: float, *, version: CostTable = "current") -> EefCostBand:
    """The cost band of pounds per pupil per year.

    Very low is strictly below 80; the other bands include their upper end: current table 200,
    720, 1,200, that of 2014 170, 700, 1,200. A negative cost: `invalid_argument`; a missing
    one: `too_few`. The EEF counts what a school pays beyond what it pays anyway. O(1).

    >>> eef_cost_band(85.50).band
    'low'
    """
    return EefCostBand._of(_core.statistic("eef_cost_band", cost_per_pupil_per_year, version))


def eef_cost_band_class25(cost_per_class_of_25_per_year: float) -> EefCostBand:
    """The cost band of pounds per class of 25 per year: 2,000, 5,000, 18,000 and 30,000, each up
    to and including. As eef_cost_band() otherwise; it is a table of its own, not 25 times that
    one.

    >>> eef_cost_band_class25(2000).band
    'very_low'
    """
    return EefCostBand._of(_core.statistic("eef_cost_band_class25", cost_per_class_of_25_per_year))


def wwc_improvement_index(g: float) -> ImprovementIndex:
    """Percentile points by which the average learner of a comparison group would move with the
    help.

    50 erf(g / sqrt(2)) is 100 Phi(g) - 50, relatively exact for a small g too (What Works
    Clearinghouse, Procedures Handbook). `u3_percent` is the share of the comparison group below
    the average helped learner, if scores are normal (Cohen's U3). For effect sizes of two
    groups. O(1).

    >>> round(wwc_improvement_index(0.25).improvement_index, 1)
    9.9
    """
    return ImprovementIndex._of(_core.statistic("wwc_improvement_index", g))


def clustered_mean(values: Values, cluster: Values, *, level: float = 0.95) -> ClusteredMean:
    """The mean of values that come in clusters; `cluster` holds labels, any numbers. A value
    without a label, and a label without a value, is left out. `too_few` below two clusters.

    For averages over records where learners have several, and over learners of several schools.
    Not a model of the clusters: every value counts the same. Source: Bell & McCaffrey (2002),
    Pustejovsky & Tipton (2018). O(n), memory for the clusters alone.

    `level`: of the intervals.

    >>> answer = clustered_mean([3, 4, 5, 2, 6, 4], cluster=[1, 1, 2, 2, 3, 3])
    >>> answer.mean, round(answer.se, 3)
    (4.0, 0.5)
    """
    return ClusteredMean._of(
        _core.statistic(
            "clustered_mean", values_of(values, "values"), values_of(cluster, "cluster"), level
        )
    )


def clustered_share(values: Values, cluster: Values, *, level: float = 0.95) -> ClusteredShare:
    """The share of ones among values that are 0 or 1 and come in clusters; missing values and
    labels as in clustered_mean, any other value is `invalid_argument`.

    The interval is Wilson's with the effective number of values in place of n and t in place of
    z (Dean & Pagano 2015), so it stays within 0 and 1. Decision: where the share is 0 or 1 the
    values cannot say how alike clusters are; the effective number is then that of the clusters,
    which is as cautious as can be. O(n), memory for the clusters alone.

    `level`: of the intervals.

    >>> answer = clustered_share([1, 0, 1, 1, 0, 1], cluster=[1, 1, 2, 2, 3, 3])
    >>> round(answer.share, 3), answer.n_clusters
    (0.667, 3)
    """
    return ClusteredShare._of(
        _core.statistic(
            "clustered_share", values_of(values, "values"), values_of(cluster, "cluster"), level
        )
    )


def clustered_difference(
    values: Values, group: Values, cluster: Values, *, level: float = 0.95
) -> ClusteredDifference:
    """The difference of the means of group 1 and group 0 where values come in clusters. `group` is
    0 or 1; a cluster may have values of one group or of both. A row that lacks anything is left
    out.

    `no_comparison_group` where all values are of one group; `too_few` where a group is of one
    cluster. Source: Bell & McCaffrey (2002) for the regression on the group. O(n), memory for
    the clusters alone.

    `level`: of the intervals.

    >>> answer = clustered_difference([3, 4, 5, 2, 6, 4], group=[0, 0, 0, 0, 1, 1],
    ...                               cluster=[1, 1, 2, 2, 3, 4])
    >>> answer.difference, round(answer.se, 3)
    (1.5, 1.0)
    """
    return ClusteredDifference._of(
        _core.statistic(
            "clustered_difference",
            values_of(values, "values"),
            values_of(group, "group"),
            values_of(cluster, "cluster"),
            level,
        )
    )


def dose_response(hours: Values, gain: Values, *, level: float = 0.95) -> DoseResponse:
    """Gain by hours of support. `hours` and `gain` have one value for each learner, hours not
    below 0, gain positive for better; a learner without either is left out.

    gain_per_hour is the ratio of the totals, not the mean of the learners' ratios, so that
    learners with a few minutes do not rule it. The word is about the line, by one rule: the
    interval of the slope lies wholly above 0, wholly below, or neither. `no_trend_shown` is not
    proof of no trend. Nor is a trend proof that hours help: whoever needs most is often given
    most.

    `undefined_ratio` where there are no hours; `no_variation` of the slope where all got the
    same; `too_few` below two learners, and below three for its error. A straight line has
    se_slope 0 and neither t nor p. Ordinary least squares, e.g. Draper & Smith (1998). O(n),
    nothing allocated.

    `level`: of the interval, which the word follows from.

    >>> answer = dose_response([5, 10, 15, 20, 25], [1, 2, 4, 3, 6])
    >>> round(answer.slope, 3), answer.trend
    (0.22, 'more_dose_more_gain')
    """
    return DoseResponse._of(
        _core.statistic("dose_response", values_of(hours, "hours"), values_of(gain, "gain"), level)
    )


def expected_regression(
    population_mean: float,
    population_sd: float,
    reliability: float,
    *,
    below: float | None = None,
    mean_selected: float | None = None,
    mean_gain: float | None = None,
) -> RegressionToMean:
    """The gain to expect of learners chosen for low scores if nothing had any effect, and what was
    gained beyond it. What is not known (NaN) leaves what needs it `not_estimable`.

    From the group's own mean: (1 - reliability) * (population_mean - mean_selected), whatever
    the distribution, as long as the mean of retests is linear in the first test. From the
    cut-off alone: the same with the mean of a normal distribution below it. Where both are
    possible the group's own mean is used, because it is known and not supposed. Source: Davis
    (1976); Barnett, van der Pols & Dobson (2005).

    Decision: `reliability` is the correlation of test and retest over the time in question.
    Sign and scale are those of the scores, whichever direction is better. O(1).

    `population_mean`: Of everybody whom the selection was made from, on the scale of the
    scores; `population_sd`: above 0; `reliability`: Correlation of the test with itself without
    anything in between, 0 to 1; `below`: Learners with scores below this were chosen;
    `mean_selected`: Mean score of the chosen learners, in the test they were chosen by;
    `mean_gain`: Mean of score after less score before, of the chosen learners.

    >>> answer = expected_regression(100, 15, 0.8, below=85)
    >>> round(answer.expected_gain, 2)
    4.58
    """
    return RegressionToMean._of(
        _core.statistic(
            "expected_regression",
            population_mean,
            population_sd,
            reliability,
            below,
            mean_selected,
            mean_gain,
        )
    )
