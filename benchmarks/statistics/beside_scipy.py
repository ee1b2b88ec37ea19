"""Rank statistics of the Python package beside scipy's, in the same process, and a mixed model.

Usage: python3 beside_scipy.py [--repeats N] [--skip-slow]

Each pair of answers is compared before anything is timed. Kendall's tau and Theil-Sen's slope are of
10,000 points, NAP of 5,000 + 5,000 values beside scipy's Mann-Whitney U, which is the same count of
pairs; then an analysis of covariance with schools as random intercepts, of 20,000 pupils in 500
schools, which scipy has not (beside statsmodels' where that is installed). Medians of processor time:
scipy's Theil-Sen holds all slopes in memory (about 3 GB) and takes some seconds a call; --skip-slow
leaves it, and statsmodels, out.
"""

import argparse
import math
import statistics
import time

import numpy as np
import scipy.stats
from effaith import stats

POINTS = 10_000
PHASE = 5_000
PUPILS, SCHOOLS = 20_000, 500


def median_seconds(repeats, work):
    """The median processor time of some runs, after one that is not counted."""
    work()
    seconds = []
    for _ in range(repeats):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


def check(name, ours, theirs, rel=1e-9):
    if not math.isclose(ours, theirs, rel_tol=rel, abs_tol=1e-300):
        raise SystemExit(f"{name}: {ours!r} here, {theirs!r} there")


def report(name, ours, theirs=None, peer="scipy"):
    line = f"{name:<34} {1e3 * ours:10.3f} ms"
    if theirs is not None:
        line += f"   {peer} {1e3 * theirs:10.1f} ms   {theirs / ours:7.1f} times"
    print(line, flush=True)


def points(random, tied):
    day = np.arange(POINTS) + random.random(POINTS)
    value = random.normal(100.0, 15.0, POINTS) + 0.001 * day
    return (np.floor(day / 7.0), np.round(value)) if tied else (day, value)


def time_kendall(random, repeats, tied):
    x, y = points(random, tied)

    def peer():
        return scipy.stats.kendalltau(x, y, method="asymptotic")

    ours, theirs = stats.kendall(x, y), peer()
    check("tau", ours.tau_b, theirs.statistic)
    check("p", ours.p, theirs.pvalue)
    report(
        f"kendall, {POINTS} points{', ties' if tied else ''}",
        median_seconds(repeats, lambda: stats.kendall(x, y)),
        median_seconds(repeats, peer),
    )


def time_theil_sen(random, repeats, skip_slow, tied):
    day, value = points(random, tied)

    def peer():
        return scipy.stats.theilslopes(value, day)

    seconds = median_seconds(repeats, lambda: stats.theil_sen(day, value))
    name = f"theil_sen, {POINTS} points{', ties' if tied else ''}"
    if skip_slow:
        report(name, seconds)
        return
    ours, theirs = stats.theil_sen(day, value), peer()
    check("slope", ours.slope, theirs.slope, rel=0.0)
    check("lower limit", ours.ci.low, theirs.low_slope, rel=0.0)
    check("upper limit", ours.ci.high, theirs.high_slope, rel=0.0)
    report(name, seconds, median_seconds(1, peer))


def time_nap(random, repeats):
    a = random.normal(50.0, 10.0, PHASE)
    b = random.normal(55.0, 10.0, PHASE)

    def u_test():
        return scipy.stats.mannwhitneyu(b, a, method="asymptotic")

    check("nap", stats.nap(a, b).nap, u_test().statistic / (PHASE * PHASE))
    report(
        f"nap, {PHASE} + {PHASE} values",
        median_seconds(repeats, lambda: stats.nap(a, b)),
        median_seconds(repeats, u_test),
    )


def pupils(random):
    """Pupils in schools of different sizes; schools are treated as a whole."""
    school = random.integers(0, SCHOOLS, PUPILS)
    group = (school % 2).astype(float)
    pre = random.normal(100.0, 15.0, PUPILS)
    of_school = random.normal(0.0, 5.0, SCHOOLS)[school]
    post = 20.0 + 0.8 * pre + 2.0 * group + of_school + random.normal(0.0, 9.0, PUPILS)
    return pre, post, group, school.astype(float)


def statsmodels_fit(pre, post, group, school):
    from statsmodels.regression.mixed_linear_model import MixedLM

    design = np.column_stack([np.ones_like(pre), pre, group])
    return MixedLM(post, design, groups=school).fit(reml=True)


def time_mixed(random, repeats, skip_slow):
    data = pupils(random)
    seconds = median_seconds(repeats, lambda: stats.ancova_schools(*data))
    name = f"ancova_schools, {PUPILS} in {SCHOOLS}"
    try:
        fitted = None if skip_slow else statsmodels_fit(*data)
    except ImportError:
        fitted = None
    if fitted is None:
        report(name, seconds)
        return
    report(name, seconds, median_seconds(1, lambda: statsmodels_fit(*data)), "statsmodels")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=15)
    parser.add_argument("--skip-slow", action="store_true")
    options = parser.parse_args()
    random = np.random.default_rng(20240917)
    for tied in (False, True):
        time_kendall(random, options.repeats, tied)
    for tied in (False, True):
        time_theil_sen(random, options.repeats, options.skip_slow, tied)
    time_nap(random, options.repeats)
    time_mixed(random, options.repeats, options.skip_slow)


if __name__ == "__main__":
    main()
