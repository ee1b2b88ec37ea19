// The calls of the statistics. Written by bindings/statistics/generate.py: do not edit.
#include "statistics.hpp"

using effaith::capi::answer;
using effaith::capi::List;
using effaith::capi::RowList;

effaith_status EFFAITH_CALL effaith_stats_distribution(int32_t fn, double p, double q, double t,
                                                       double df, double ncp, int32_t lower_tail,
                                                       effaith_distribution* result,
                                                       effaith_error** error) {
    return answer<"distribution">(result, error, std::tuple{fn, p, q, t, df, ncp, lower_tail});
}

effaith_status EFFAITH_CALL effaith_stats_paired_effect(const double* pre, size_t n_pre,
                                                        const double* post, size_t n_post,
                                                        double level, int64_t direction,
                                                        effaith_paired_effect* result,
                                                        effaith_error** error) {
    return answer<"paired_effect">(
        result, error, std::tuple{List{pre, n_pre}, List{post, n_post}, level, direction});
}

effaith_status EFFAITH_CALL effaith_stats_two_groups(const double* x, size_t n_x, const double* y,
                                                     size_t n_y, double level, int64_t direction,
                                                     effaith_two_groups* result,
                                                     effaith_error** error) {
    return answer<"two_groups">(result, error,
                                std::tuple{List{x, n_x}, List{y, n_y}, level, direction});
}

effaith_status EFFAITH_CALL effaith_stats_ancova(const double* pre, size_t n_pre,
                                                 const double* post, size_t n_post,
                                                 const double* group, size_t n_group, double level,
                                                 effaith_ancova* result, effaith_error** error) {
    return answer<"ancova">(
        result, error,
        std::tuple{List{pre, n_pre}, List{post, n_post}, List{group, n_group}, level});
}

effaith_status EFFAITH_CALL effaith_stats_ancova_schools(
    const double* pre, size_t n_pre, const double* post, size_t n_post, const double* group,
    size_t n_group, const double* school, size_t n_school, double level,
    effaith_ancova_schools* result, effaith_error** error) {
    return answer<"ancova_schools">(
        result, error,
        std::tuple{List{pre, n_pre}, List{post, n_post}, List{group, n_group},
                   List{school, n_school}, level});
}

effaith_status EFFAITH_CALL effaith_stats_meta_analysis(const double* yi, size_t n_yi,
                                                        const double* vi, size_t n_vi,
                                                        int32_t method, int32_t knapp_hartung,
                                                        double level, effaith_meta_analysis* result,
                                                        effaith_error** error) {
    return answer<"meta_analysis">(
        result, error, std::tuple{List{yi, n_yi}, List{vi, n_vi}, method, knapp_hartung, level});
}

effaith_status EFFAITH_CALL effaith_stats_leave_one_out(
    const double* yi, size_t n_yi, const double* vi, size_t n_vi, int32_t method,
    int32_t knapp_hartung, double level, effaith_leave_one_out* result, effaith_left_out_row* rows,
    size_t rows_size, size_t rows_room, effaith_error** error) {
    return answer<"leave_one_out">(
        result, error, std::tuple{List{yi, n_yi}, List{vi, n_vi}, method, knapp_hartung, level},
        {RowList(rows, rows_size, rows_room, "rows")});
}

effaith_status EFFAITH_CALL effaith_stats_egger_test(const double* yi, size_t n_yi,
                                                     const double* vi, size_t n_vi,
                                                     effaith_egger* result, effaith_error** error) {
    return answer<"egger_test">(result, error, std::tuple{List{yi, n_yi}, List{vi, n_vi}});
}

effaith_status EFFAITH_CALL effaith_stats_single_case(const double* A, size_t n_A, const double* B,
                                                      size_t n_B, int32_t improvement,
                                                      int32_t scale, double level,
                                                      effaith_single_case* result,
                                                      effaith_error** error) {
    return answer<"single_case">(result, error,
                                 std::tuple{List{A, n_A}, List{B, n_B}, improvement, scale, level});
}

effaith_status EFFAITH_CALL effaith_stats_nap(const double* A, size_t n_A, const double* B,
                                              size_t n_B, int32_t improvement, int32_t scale,
                                              double level, effaith_nap* result,
                                              effaith_error** error) {
    return answer<"nap">(result, error,
                         std::tuple{List{A, n_A}, List{B, n_B}, improvement, scale, level});
}

effaith_status EFFAITH_CALL effaith_stats_trend(const double* day, size_t n_day,
                                                const double* value, size_t n_value, double level,
                                                effaith_trend* result, effaith_error** error) {
    return answer<"trend">(result, error,
                           std::tuple{List{day, n_day}, List{value, n_value}, level});
}

effaith_status EFFAITH_CALL effaith_stats_ols_trend(const double* day, size_t n_day,
                                                    const double* value, size_t n_value,
                                                    double level, effaith_ols_trend* result,
                                                    effaith_error** error) {
    return answer<"ols_trend">(result, error,
                               std::tuple{List{day, n_day}, List{value, n_value}, level});
}

effaith_status EFFAITH_CALL effaith_stats_theil_sen(const double* day, size_t n_day,
                                                    const double* value, size_t n_value,
                                                    double level, effaith_theil_sen* result,
                                                    effaith_error** error) {
    return answer<"theil_sen">(result, error,
                               std::tuple{List{day, n_day}, List{value, n_value}, level});
}

effaith_status EFFAITH_CALL effaith_stats_siegel(const double* day, size_t n_day,
                                                 const double* value, size_t n_value,
                                                 effaith_siegel* result, effaith_error** error) {
    return answer<"siegel">(result, error, std::tuple{List{day, n_day}, List{value, n_value}});
}

effaith_status EFFAITH_CALL effaith_stats_kendall(const double* x, size_t n_x, const double* y,
                                                  size_t n_y, effaith_kendall* result,
                                                  effaith_error** error) {
    return answer<"kendall">(result, error, std::tuple{List{x, n_x}, List{y, n_y}});
}

effaith_status EFFAITH_CALL effaith_stats_mann_kendall(const double* day, size_t n_day,
                                                       const double* value, size_t n_value,
                                                       effaith_mann_kendall* result,
                                                       effaith_error** error) {
    return answer<"mann_kendall">(result, error,
                                  std::tuple{List{day, n_day}, List{value, n_value}});
}

effaith_status EFFAITH_CALL effaith_stats_reliable_change(
    const double* pre, size_t n_pre, const double* post, size_t n_post, double reliability,
    int32_t better_is, double sd_norm, double m_functional, double sd_functional,
    double significance_level, effaith_reliable_changes* result, effaith_reliable_change_row* rows,
    size_t rows_size, size_t rows_room, effaith_error** error) {
    return answer<"reliable_change">(
        result, error,
        std::tuple{List{pre, n_pre}, List{post, n_post}, reliability, better_is, sd_norm,
                   m_functional, sd_functional, significance_level},
        {RowList(rows, rows_size, rows_room, "rows")});
}

effaith_status EFFAITH_CALL effaith_stats_goal_attainment(const double* score, size_t n_score,
                                                          const double* weight, size_t n_weight,
                                                          const double* baseline, size_t n_baseline,
                                                          double rho,
                                                          effaith_goal_attainment* result,
                                                          effaith_error** error) {
    return answer<"goal_attainment">(
        result, error,
        std::tuple{List{score, n_score}, List{weight, n_weight}, List{baseline, n_baseline}, rho});
}

effaith_status EFFAITH_CALL effaith_stats_proportion(int64_t x, int64_t n, double level,
                                                     effaith_proportion* result,
                                                     effaith_error** error) {
    return answer<"proportion">(result, error, std::tuple{x, n, level});
}

effaith_status EFFAITH_CALL
effaith_stats_proportion_difference(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double level,
                                    effaith_proportion_difference* result, effaith_error** error) {
    return answer<"proportion_difference">(result, error, std::tuple{x1, n1, x2, n2, level});
}

effaith_status EFFAITH_CALL effaith_stats_funnel(const double* x, size_t n_x, const double* n,
                                                 size_t n_n, double target, effaith_funnel* result,
                                                 effaith_funnel_unit_part* units, size_t units_size,
                                                 size_t units_room, effaith_error** error) {
    return answer<"funnel">(result, error, std::tuple{List{x, n_x}, List{n, n_n}, target},
                            {RowList(units, units_size, units_room, "units")});
}

effaith_status EFFAITH_CALL effaith_stats_funnel_limits(int64_t x, int64_t n, double target,
                                                        effaith_funnel_unit* result,
                                                        effaith_error** error) {
    return answer<"funnel_limits">(result, error, std::tuple{x, n, target});
}

effaith_status EFFAITH_CALL effaith_stats_kappa(const double* a, size_t n_a, const double* b,
                                                size_t n_b, int64_t categories, double level,
                                                effaith_kappa* result, effaith_error** error) {
    return answer<"kappa">(result, error,
                           std::tuple{List{a, n_a}, List{b, n_b}, categories, level});
}

effaith_status EFFAITH_CALL effaith_stats_intraclass_correlation(
    const double* ratings, size_t n_ratings, int64_t raters, double level,
    effaith_intraclass_correlation* result, effaith_error** error) {
    return answer<"intraclass_correlation">(result, error,
                                            std::tuple{List{ratings, n_ratings}, raters, level});
}

effaith_status EFFAITH_CALL effaith_stats_benjamini_hochberg(const double* p, size_t n_p,
                                                             effaith_adjusted_ps* result,
                                                             effaith_adjusted_p* tests,
                                                             size_t tests_size, size_t tests_room,
                                                             effaith_error** error) {
    return answer<"benjamini_hochberg">(result, error, std::tuple{List{p, n_p}},
                                        {RowList(tests, tests_size, tests_room, "tests")});
}

effaith_status EFFAITH_CALL effaith_stats_cost_effectiveness(
    const double* cost, size_t n_cost, const double* effect, size_t n_effect, double level,
    double willingness_to_pay, effaith_cost_effectiveness* result, effaith_error** error) {
    return answer<"cost_effectiveness">(
        result, error,
        std::tuple{List{cost, n_cost}, List{effect, n_effect}, level, willingness_to_pay});
}

effaith_status EFFAITH_CALL effaith_stats_icer(const double* cost1, size_t n_cost1,
                                               const double* effect1, size_t n_effect1,
                                               const double* cost0, size_t n_cost0,
                                               const double* effect0, size_t n_effect0,
                                               double level, double willingness_to_pay,
                                               effaith_icer* result, effaith_error** error) {
    return answer<"icer">(
        result, error,
        std::tuple{List{cost1, n_cost1}, List{effect1, n_effect1}, List{cost0, n_cost0},
                   List{effect0, n_effect0}, level, willingness_to_pay});
}

effaith_status EFFAITH_CALL effaith_stats_ratio_of_means(const double* x, size_t n_x,
                                                         const double* y, size_t n_y, double level,
                                                         int32_t equal_variances,
                                                         effaith_ratio_of_means* result,
                                                         effaith_error** error) {
    return answer<"ratio_of_means">(result, error,
                                    std::tuple{List{x, n_x}, List{y, n_y}, level, equal_variances});
}

effaith_status EFFAITH_CALL effaith_stats_cost_per_success(
    const double* learners, size_t n_learners, const double* successes, size_t n_successes,
    const double* cost, size_t n_cost, effaith_cost_per_success* result,
    effaith_cost_per_success_row* rows, size_t rows_size, size_t rows_room, effaith_error** error) {
    return answer<"cost_per_success">(
        result, error,
        std::tuple{List{learners, n_learners}, List{successes, n_successes}, List{cost, n_cost}},
        {RowList(rows, rows_size, rows_room, "rows")});
}

effaith_status EFFAITH_CALL effaith_stats_bootstrap_cost_effectiveness(
    const double* cost, size_t n_cost, const double* effect, size_t n_effect, int64_t replicates,
    int64_t seed, double level, effaith_cost_bootstrap* result, effaith_error** error) {
    return answer<"bootstrap_cost_effectiveness">(
        result, error,
        std::tuple{List{cost, n_cost}, List{effect, n_effect}, replicates, seed, level});
}

effaith_status EFFAITH_CALL effaith_stats_icer_table(const double* cost, size_t n_cost,
                                                     const double* effect, size_t n_effect,
                                                     effaith_icer_table* result,
                                                     effaith_icer_row* rows, size_t rows_size,
                                                     size_t rows_room, effaith_error** error) {
    return answer<"icer_table">(result, error,
                                std::tuple{List{cost, n_cost}, List{effect, n_effect}},
                                {RowList(rows, rows_size, rows_room, "rows")});
}

effaith_status EFFAITH_CALL effaith_stats_ratio_gain(double pre_age_months, double post_age_months,
                                                     double months_elapsed,
                                                     effaith_ratio_gain* result,
                                                     effaith_error** error) {
    return answer<"ratio_gain">(result, error,
                                std::tuple{pre_age_months, post_age_months, months_elapsed});
}

effaith_status EFFAITH_CALL effaith_stats_ratio_gain_group(
    const double* pre_age_months, size_t n_pre_age_months, const double* post_age_months,
    size_t n_post_age_months, const double* months_elapsed, size_t n_months_elapsed,
    effaith_ratio_gain_group* result, effaith_error** error) {
    return answer<"ratio_gain_group">(
        result, error,
        std::tuple{List{pre_age_months, n_pre_age_months}, List{post_age_months, n_post_age_months},
                   List{months_elapsed, n_months_elapsed}});
}

effaith_status EFFAITH_CALL effaith_stats_ratio_gain_rollup(const double* n, size_t n_n,
                                                            const double* ratio_gain,
                                                            size_t n_ratio_gain,
                                                            effaith_ratio_gain_rollup* result,
                                                            effaith_error** error) {
    return answer<"ratio_gain_rollup">(result, error,
                                       std::tuple{List{n, n_n}, List{ratio_gain, n_ratio_gain}});
}

effaith_status EFFAITH_CALL effaith_stats_rate_of_improvement(const double* days, size_t n_days,
                                                              const double* scores, size_t n_scores,
                                                              effaith_rate_of_improvement* result,
                                                              effaith_error** error) {
    return answer<"rate_of_improvement">(result, error,
                                         std::tuple{List{days, n_days}, List{scores, n_scores}});
}

effaith_status EFFAITH_CALL effaith_stats_eef_months(double effect_size,
                                                     int32_t is_two_group_comparison, int32_t table,
                                                     effaith_eef_months* result,
                                                     effaith_error** error) {
    return answer<"eef_months">(result, error,
                                std::tuple{effect_size, is_two_group_comparison, table});
}

effaith_status EFFAITH_CALL effaith_stats_eef_cost_band(double cost_per_pupil_per_year,
                                                        int32_t version,
                                                        effaith_eef_cost_band* result,
                                                        effaith_error** error) {
    return answer<"eef_cost_band">(result, error, std::tuple{cost_per_pupil_per_year, version});
}

effaith_status EFFAITH_CALL effaith_stats_eef_cost_band_class25(
    double cost_per_class_of_25_per_year, effaith_eef_cost_band* result, effaith_error** error) {
    return answer<"eef_cost_band_class25">(result, error,
                                           std::tuple{cost_per_class_of_25_per_year});
}

effaith_status EFFAITH_CALL effaith_stats_wwc_improvement_index(double g,
                                                                effaith_improvement_index* result,
                                                                effaith_error** error) {
    return answer<"wwc_improvement_index">(result, error, std::tuple{g});
}

effaith_status EFFAITH_CALL effaith_stats_clustered_mean(const double* values, size_t n_values,
                                                         const double* cluster, size_t n_cluster,
                                                         double level,
                                                         effaith_clustered_mean* result,
                                                         effaith_error** error) {
    return answer<"clustered_mean">(
        result, error, std::tuple{List{values, n_values}, List{cluster, n_cluster}, level});
}

effaith_status EFFAITH_CALL effaith_stats_clustered_share(const double* values, size_t n_values,
                                                          const double* cluster, size_t n_cluster,
                                                          double level,
                                                          effaith_clustered_share* result,
                                                          effaith_error** error) {
    return answer<"clustered_share">(
        result, error, std::tuple{List{values, n_values}, List{cluster, n_cluster}, level});
}

effaith_status EFFAITH_CALL effaith_stats_clustered_difference(
    const double* values, size_t n_values, const double* group, size_t n_group,
    const double* cluster, size_t n_cluster, double level, effaith_clustered_difference* result,
    effaith_error** error) {
    return answer<"clustered_difference">(
        result, error,
        std::tuple{List{values, n_values}, List{group, n_group}, List{cluster, n_cluster}, level});
}

effaith_status EFFAITH_CALL effaith_stats_dose_response(const double* hours, size_t n_hours,
                                                        const double* gain, size_t n_gain,
                                                        double level, effaith_dose_response* result,
                                                        effaith_error** error) {
    return answer<"dose_response">(result, error,
                                   std::tuple{List{hours, n_hours}, List{gain, n_gain}, level});
}

effaith_status EFFAITH_CALL
effaith_stats_expected_regression(double population_mean, double population_sd, double reliability,
                                  double below, double mean_selected, double mean_gain,
                                  effaith_regression_to_mean* result, effaith_error** error) {
    return answer<"expected_regression">(
        result, error,
        std::tuple{population_mean, population_sd, reliability, below, mean_selected, mean_gain});
}
