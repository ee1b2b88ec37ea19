"""An example of each statistic for the manual of the Python package; all of them are run by its tests."""

EXAMPLES = {
    "distribution": """
>>> round(distribution("qnorm", p=0.975).value, 6)
1.959964
""",
    "proportion": """
>>> answer = proportion(11, 15)
>>> round(answer.wilson.low, 3), round(answer.wilson.high, 3)
(0.48, 0.891)
""",
    "proportion_difference": """
>>> answer = proportion_difference(11, 15, 5, 14)
>>> round(answer.difference, 3), round(answer.newcombe.low, 3), round(answer.newcombe.high, 3)
(0.376, 0.017, 0.626)
""",
    "funnel": """
>>> answer = funnel([11, 2, 30], [15, 14, 41])
>>> [unit.limits_95.place for unit in answer.units]
['in', 'low', 'in']
""",
    "funnel_limits": """
>>> funnel_limits(2, 14, 0.6).limits_95.place
'low'
""",
    "kappa": """
>>> answer = kappa([1, 2, 3, 3, 2, 1], [1, 2, 3, 2, 2, 1], categories=3)
>>> round(answer.unweighted.kappa, 3), round(answer.quadratic.kappa, 3)
(0.75, 0.857)
""",
    "intraclass_correlation": """
>>> scores = [9, 2, 5, 8,  6, 1, 3, 2,  8, 4, 6, 8,  7, 1, 2, 6,  10, 5, 6, 9,  6, 2, 4, 7]
>>> round(intraclass_correlation(scores, raters=4).icc_2_1.icc, 2)
0.29
""",
    "reliable_change": """
>>> answer = reliable_change([12, 15, 11, 18], [16, 17, None, 24], reliability=0.9, sd_norm=5)
>>> [(row.row, row.category) for row in answer.rows]
[(0, 'no_reliable_change'), (1, 'no_reliable_change'), (3, 'improved')]
""",
    "goal_attainment": """
>>> answer = goal_attainment([0, 1, -1], baseline=[-2, -2, -2])
>>> round(answer.t_achieved, 1), round(answer.t_change, 1)
(50.0, 27.4)
""",
    "benjamini_hochberg": """
>>> [round(test.p_adjusted, 3) for test in benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).tests]
[0.04, 0.053, 0.053, 0.5]
""",
    "paired_effect": """
>>> answer = paired_effect([10, 12, 9, 14, 11], [13, 14, 12, 15, None])
>>> answer.n, round(answer.d_av, 3)
(4, 1.24)
""",
    "two_groups": """
>>> answer = two_groups([13, 14, 12, 15, 16], [10, 12, 9, 14, 11])
>>> round(answer.difference, 1), round(answer.g, 3)
(2.8, 1.436)
""",
    "ancova": """
>>> answer = ancova([10, 12, 9, 14, 11, 13], [12, 15, 10, 18, 15, 19], [0, 0, 0, 1, 1, 1])
>>> round(answer.adjusted_difference, 3)
1.75
""",
    "ancova_schools": """
>>> answer = ancova_schools([10, 12, 9, 14, 11, 13, 8, 15], [12, 15, 10, 18, 15, 19, 9, 20],
...                         [0, 0, 0, 1, 1, 1, 0, 1], school=[1, 1, 2, 3, 3, 4, 2, 4])
>>> answer.n_schools, answer.design
(4, 'cluster')
""",
    "meta_analysis": """
>>> answer = meta_analysis([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01])
>>> round(answer.estimate, 3), round(answer.p, 3)
(0.214, 0.025)
""",
    "leave_one_out": """
>>> answer = leave_one_out([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01])
>>> [round(row.estimate, 2) for row in answer.rows]
[0.19, 0.24, 0.16, 0.31]
""",
    "egger_test": """
>>> round(egger_test([0.31, 0.18, 0.52, 0.05], [0.02, 0.03, 0.05, 0.01]).p, 3)
0.131
""",
    "single_case": """
>>> answer = single_case([3, 4, 3, 5], [6, 7, 5, 8, 9])
>>> round(answer.nap.nap, 3)
0.975
""",
    "nap": """
>>> round(nap([3, 4, 3, 5], [6, 7, 5, 8, 9]).nap, 3)
0.975
""",
    "trend": """
>>> answer = trend([0, 7, 14, 21, 28], [40, 43, 45, 44, 50])
>>> round(answer.ols.slope, 3), round(answer.theil_sen.slope, 3)
(0.3, 0.345)
""",
    "ols_trend": """
>>> round(ols_trend([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
0.3
""",
    "theil_sen": """
>>> round(theil_sen([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
0.345
""",
    "siegel": """
>>> round(siegel([0, 7, 14, 21, 28], [40, 43, 45, 44, 50]).slope, 3)
0.321
""",
    "kendall": """
>>> answer = kendall([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
>>> answer.tau_b
0.6
""",
    "mann_kendall": """
>>> answer = mann_kendall([0, 7, 14, 21, 28], [40, 43, 45, 44, 50])
>>> answer.s
8.0
""",
    "cost_effectiveness": """
>>> answer = cost_effectiveness([120, 80, 150, 95], [4, 3, 6, 2])
>>> round(answer.cer, 2), answer.fieller_t.kind
(29.67, 'bounded')
""",
    "icer": """
>>> answer = icer([120, 80, 150, 95], [4, 3, 6, 2], [60, 50, 70, 65], [2, 1, 3, 2])
>>> answer.quadrant, round(answer.icer, 2)
('north_east', 28.57)
""",
    "ratio_of_means": """
>>> round(ratio_of_means([120, 80, 150, 95], [60, 50, 70, 65]).ratio, 3)
1.816
""",
    "cost_per_success": """
>>> answer = cost_per_success([20, 30], [12, 15], [1500, 2600])
>>> [row.cost_per_success for row in answer.rows]
[125.0, 173.33333333333334]
""",
    "bootstrap_cost_effectiveness": """
>>> answer = bootstrap_cost_effectiveness([120, 80, 150, 95], [4, 3, 6, 2], replicates=999)
>>> answer.ci.low < answer.cer < answer.ci.high
True
""",
    "icer_table": """
>>> answer = icer_table([100, 150, 240, 300], [1.0, 2.0, 1.5, 3.0])
>>> [row.standing for row in answer.rows]
['cheapest', 'worth_considering', 'dominated', 'worth_considering']
""",
    "ratio_gain": """
>>> answer = ratio_gain(70, 78, 3)
>>> round(answer.ratio_gain, 3), answer.band
(2.667, 'medium')
""",
    "ratio_gain_group": """
>>> round(ratio_gain_group([70, 80], [78, 84], [3, 4]).ratio_of_means, 3)
1.714
""",
    "ratio_gain_rollup": """
>>> round(ratio_gain_rollup([10, 30], [1.2, 2.4]).n_weighted_mean, 2)
2.1
""",
    "rate_of_improvement": """
>>> answer = rate_of_improvement([0, 7, 14, 21], [20, 22, 23, 27])
>>> round(answer.two_point_per_week, 3), round(answer.ols_slope_per_week, 3)
(2.333, 2.2)
""",
    "eef_months": """
>>> answer = eef_months(0.25, is_two_group_comparison=True)
>>> answer.months
3.0
>>> eef_months(0.25, is_two_group_comparison=False).reasons
{'months': 'no_comparison_group', 'label': 'no_comparison_group'}
""",
    "eef_cost_band": """
>>> eef_cost_band(85.50).band
'low'
""",
    "eef_cost_band_class25": """
>>> eef_cost_band_class25(2000).band
'very_low'
""",
    "wwc_improvement_index": """
>>> round(wwc_improvement_index(0.25).improvement_index, 1)
9.9
""",
    "clustered_mean": """
>>> answer = clustered_mean([3, 4, 5, 2, 6, 4], cluster=[1, 1, 2, 2, 3, 3])
>>> answer.mean, round(answer.se, 3)
(4.0, 0.5)
""",
    "clustered_share": """
>>> answer = clustered_share([1, 0, 1, 1, 0, 1], cluster=[1, 1, 2, 2, 3, 3])
>>> round(answer.share, 3), answer.n_clusters
(0.667, 3)
""",
    "clustered_difference": """
>>> answer = clustered_difference([3, 4, 5, 2, 6, 4], group=[0, 0, 0, 0, 1, 1],
...                               cluster=[1, 1, 2, 2, 3, 4])
>>> answer.difference, round(answer.se, 3)
(1.5, 1.0)
""",
    "dose_response": """
>>> answer = dose_response([5, 10, 15, 20, 25], [1, 2, 4, 3, 6])
>>> round(answer.slope, 3), answer.trend
(0.22, 'more_dose_more_gain')
""",
    "expected_regression": """
>>> answer = expected_regression(100, 15, 0.8, below=85)
>>> round(answer.expected_gain, 2)
4.58
""",
}
