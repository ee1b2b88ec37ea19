// The calls of the statistics for the sweep. Written by bindings/statistics/generate.py: do not
// edit.
#pragma once

#include <cstddef>
#include <iterator>

#include "effaith.h"

/// Adds a call of each statistic; its answer is noted by the sweep's own note().
template <class Calls>
void add_statistics(Calls& all) {
    static constexpr double kSome[] = {1, 2, 2, 3, 4, 3, 1, 4};
    static constexpr double kGroups[] = {0, 1, 1, 0, 1, 0, 0, 1};
    static constexpr std::size_t kRoom = 4;
    all["effaith_stats_distribution"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_distribution result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_distribution(1, 0.9, 0.9, 0.9, 0.9, 0.9, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_paired_effect"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_paired_effect result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_paired_effect(kSome, std::size(kSome), kSome,
                                                    std::size(kSome), 0.9, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_two_groups"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_two_groups result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_two_groups(kSome, std::size(kSome), kSome, std::size(kSome),
                                                 0.9, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ancova"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ancova result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ancova(kSome, std::size(kSome), kSome, std::size(kSome),
                                             kGroups, std::size(kGroups), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ancova_schools"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ancova_schools result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ancova_schools(kSome, std::size(kSome), kSome,
                                                     std::size(kSome), kGroups, std::size(kGroups),
                                                     kSome, std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_meta_analysis"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_meta_analysis result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_meta_analysis(kSome, std::size(kSome), kSome,
                                                    std::size(kSome), 1, 1, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_leave_one_out"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_leave_one_out result{};
        result.struct_size = sizeof result;
        effaith_left_out_row rows[kRoom];
        answer.status =
            effaith_stats_leave_one_out(kSome, std::size(kSome), kSome, std::size(kSome), 1, 1, 0.9,
                                        &result, rows, sizeof rows[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_egger_test"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_egger result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_egger_test(kSome, std::size(kSome), kSome, std::size(kSome),
                                                 &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_single_case"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_single_case result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_single_case(kSome, std::size(kSome), kSome, std::size(kSome),
                                                  1, 1, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_nap"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_nap result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_nap(kSome, std::size(kSome), kSome, std::size(kSome), 1, 1,
                                          0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_trend"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_trend result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_trend(kSome, std::size(kSome), kSome, std::size(kSome), 0.9,
                                            &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ols_trend"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ols_trend result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ols_trend(kSome, std::size(kSome), kSome, std::size(kSome),
                                                0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_theil_sen"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_theil_sen result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_theil_sen(kSome, std::size(kSome), kSome, std::size(kSome),
                                                0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_siegel"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_siegel result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_siegel(kSome, std::size(kSome), kSome, std::size(kSome), &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_kendall"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_kendall result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_kendall(kSome, std::size(kSome), kSome, std::size(kSome), &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_mann_kendall"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_mann_kendall result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_mann_kendall(kSome, std::size(kSome), kSome, std::size(kSome),
                                                   &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_reliable_change"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_reliable_changes result{};
        result.struct_size = sizeof result;
        effaith_reliable_change_row rows[kRoom];
        answer.status = effaith_stats_reliable_change(kSome, std::size(kSome), kSome,
                                                      std::size(kSome), 0.9, 1, 0.9, 0.9, 0.9, 0.9,
                                                      &result, rows, sizeof rows[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_goal_attainment"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_goal_attainment result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_goal_attainment(kSome, std::size(kSome), kSome, std::size(kSome), kSome,
                                          std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_proportion"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_proportion result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_proportion(4, 4, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_proportion_difference"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_proportion_difference result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_proportion_difference(4, 4, 4, 4, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_funnel"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_funnel result{};
        result.struct_size = sizeof result;
        effaith_funnel_unit_part units[kRoom];
        answer.status = effaith_stats_funnel(kSome, std::size(kSome), kSome, std::size(kSome), 0.9,
                                             &result, units, sizeof units[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_funnel_limits"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_funnel_unit result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_funnel_limits(4, 4, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_kappa"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_kappa result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_kappa(kSome, std::size(kSome), kSome, std::size(kSome), 4,
                                            0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_intraclass_correlation"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_intraclass_correlation result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_intraclass_correlation(kSome, std::size(kSome), 4, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_benjamini_hochberg"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_adjusted_ps result{};
        result.struct_size = sizeof result;
        effaith_adjusted_p tests[kRoom];
        answer.status = effaith_stats_benjamini_hochberg(kSome, std::size(kSome), &result, tests,
                                                         sizeof tests[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_cost_effectiveness"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_cost_effectiveness result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_cost_effectiveness(
            kSome, std::size(kSome), kSome, std::size(kSome), 0.9, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_icer"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_icer result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_icer(kSome, std::size(kSome), kSome, std::size(kSome), kSome,
                               std::size(kSome), kSome, std::size(kSome), 0.9, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ratio_of_means"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ratio_of_means result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ratio_of_means(kSome, std::size(kSome), kSome,
                                                     std::size(kSome), 0.9, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_cost_per_success"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_cost_per_success result{};
        result.struct_size = sizeof result;
        effaith_cost_per_success_row rows[kRoom];
        answer.status = effaith_stats_cost_per_success(kSome, std::size(kSome), kSome,
                                                       std::size(kSome), kSome, std::size(kSome),
                                                       &result, rows, sizeof rows[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_bootstrap_cost_effectiveness"] = [](auto&, auto& answer,
                                                           effaith_error** error) {
        effaith_cost_bootstrap result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_bootstrap_cost_effectiveness(
            kSome, std::size(kSome), kSome, std::size(kSome), 50, 1, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_icer_table"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_icer_table result{};
        result.struct_size = sizeof result;
        effaith_icer_row rows[kRoom];
        answer.status = effaith_stats_icer_table(kSome, std::size(kSome), kSome, std::size(kSome),
                                                 &result, rows, sizeof rows[0], kRoom, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ratio_gain"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ratio_gain result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ratio_gain(0.9, 0.9, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ratio_gain_group"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ratio_gain_group result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_ratio_gain_group(kSome, std::size(kSome), kSome, std::size(kSome), kSome,
                                           std::size(kSome), &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_ratio_gain_rollup"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_ratio_gain_rollup result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_ratio_gain_rollup(kSome, std::size(kSome), kSome,
                                                        std::size(kSome), &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_rate_of_improvement"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_rate_of_improvement result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_rate_of_improvement(kSome, std::size(kSome), kSome,
                                                          std::size(kSome), &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_eef_months"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_eef_months result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_eef_months(0.9, 1, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_eef_cost_band"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_eef_cost_band result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_eef_cost_band(0.9, 1, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_eef_cost_band_class25"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_eef_cost_band result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_eef_cost_band_class25(0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_wwc_improvement_index"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_improvement_index result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_wwc_improvement_index(0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_clustered_mean"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_clustered_mean result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_clustered_mean(kSome, std::size(kSome), kSome,
                                                     std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_clustered_share"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_clustered_share result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_clustered_share(kSome, std::size(kSome), kSome,
                                                      std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_clustered_difference"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_clustered_difference result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_clustered_difference(kSome, std::size(kSome), kGroups, std::size(kGroups),
                                               kSome, std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_dose_response"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_dose_response result{};
        result.struct_size = sizeof result;
        answer.status = effaith_stats_dose_response(kSome, std::size(kSome), kSome,
                                                    std::size(kSome), 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
    all["effaith_stats_expected_regression"] = [](auto&, auto& answer, effaith_error** error) {
        effaith_regression_to_mean result{};
        result.struct_size = sizeof result;
        answer.status =
            effaith_stats_expected_regression(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, &result, error);
        note(answer, reinterpret_cast<const char*>(&result), sizeof result);
    };
}
