// The noncentral t in both tails, against an integral of 30 digits (mpmath): the trapezoidal rule
// in the logarithm of the chi variable, which agrees with itself at half the step to 20 digits.
#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/distributions.hpp"

using namespace effaith::stats;

namespace {

struct Row {
    double t;
    double df;
    double noncentrality;
    double lower;
    double upper;
};

const std::vector<Row> kRows{
    {-318309.886182, 1.0, 0.0, 1.0000000000023356e-06, 0.99999899999999997},
    {-12.7062047362, 1.0, 0.0, 0.024999999999950433, 0.9750000000000496},
    {1.37638192047, 1.0, 0.0, 0.79999999999987093, 0.20000000000012905},
    {318309.886173, 1.0, 0.0, 0.99999899999999997, 1.00000000003061e-06},
    {20.418575127, 1.0, 100.0, 1.000000000055131e-06, 0.99999899999999997},
    {44.6037100705, 1.0, 100.0, 0.024999999999967003, 0.97500000000003295},
    {394.714120817, 1.0, 100.0, 0.80000000000013571, 0.19999999999986426},
    {79788456.0777, 1.0, 100.0, 0.99999899999999997, 1.0000000000321554e-06},
    {-2234.77671568, 2.0, -2.0, 1.0000000000030736e-06, 0.99999899999999997},
    {-13.9805374093, 2.0, -2.0, 0.024999999999827265, 0.97500000000017273},
    {-1.17970306702, 2.0, -2.0, 0.79999999999894378, 0.20000000000105622},
    {75.9484722207, 2.0, -2.0, 0.99999899999999997, 1.0000000000278527e-06},
    {13.837806967, 5.0, 37.5, 1.0000000000339706e-06, 0.99999899999999997},
    {23.3342903103, 5.0, 37.5, 0.024999999999803076, 0.97500000000019693},
    {54.8187254483, 5.0, 37.5, 0.79999999999949933, 0.20000000000050072},
    {739.435349774, 5.0, 37.5, 0.99999899999999997, 1.0000000000280943e-06},
    {-8.77882129093, 10.0, 0.3, 1.0000000000050315e-06, 0.99999899999999997},
    {-1.85731243298, 10.0, 0.3, 0.025000000000130269, 0.97499999999986975},
    {1.20043727454, 10.0, 0.3, 0.80000000000043503, 0.19999999999956497},
    {10.7724813189, 10.0, 0.3, 0.99999899999999997, 9.9999999999768036e-07},
    {-36.0480966969, 27.5, -15.0, 9.9999999998921934e-07, 0.99999899999999997},
    {-20.8428033897, 27.5, -15.0, 0.024999999999293115, 0.97500000000070686},
    {-13.3974246497, 27.5, -15.0, 0.80000000000627791, 0.19999999999372209},
    {-7.89213767776, 27.5, -15.0, 0.99999899999999997, 1.000000000048587e-06},
    {43.9503145636, 100.0, 60.0, 9.9999999994539449e-07, 0.99999900000000008},
    {52.4914181725, 100.0, 60.0, 0.024999999999858736, 0.97500000000014131},
    {64.0770514635, 100.0, 60.0, 0.79999999999828864, 0.20000000000171139},
    {88.6179506653, 100.0, 60.0, 0.99999899999999997, 1.0000000000091502e-06},
    {2.24116215537, 1000.0, 7.0, 9.9999999999399343e-07, 0.99999899999999997},
    {5.02892829451, 1000.0, 7.0, 0.025000000000215319, 0.97499999999978471},
    {7.85647604424, 1000.0, 7.0, 0.79999999999870119, 0.20000000000129875},
    {11.9209165743, 1000.0, 7.0, 0.99999899999999997, 1.0000000000175818e-06},
    {-6.75901619929, 10000.0, -2.0, 1.000000000007921e-06, 0.99999899999999997},
    {-3.96083146766, 10000.0, -2.0, 0.025000000000221158, 0.97499999999977882},
    {-1.15837949383, 10000.0, -2.0, 0.80000000000015503, 0.19999999999984494},
    {2.7543944406, 10000.0, -2.0, 0.99999899999999997, 1.0000000000478906e-06},
    {94.2842009039, 10000.0, 100.0, 9.9999999990154339e-07, 0.99999900000000008},
    {97.6201387869, 10000.0, 100.0, 0.024999999999124091, 0.97500000000087594},
    {101.036951141, 10000.0, 100.0, 0.79999999998834381, 0.20000000001165619},
    {105.934891151, 10000.0, 100.0, 0.99999899999999931, 1.0000000007196764e-06},
};

double off(double found, double expected) {
    return std::fabs(found / expected - 1.0);
}

}  // namespace

TEST_CASE("Both tails of the noncentral t are right to 1e-11, however small") {
    for (const Row& row : kRows) {
        CAPTURE(row.t, row.df, row.noncentrality);
        CHECK(off(noncentral_t_cdf(row.t, row.df, row.noncentrality), row.lower) < 1e-11);
        CHECK(off(noncentral_t_upper(row.t, row.df, row.noncentrality), row.upper) < 1e-11);
    }
}

TEST_CASE("The quantile and the noncentrality undo the noncentral t") {
    for (const Row& row : kRows) {
        CAPTURE(row.t, row.df, row.noncentrality);
        if (row.lower > 0.999) continue;  // p holds few digits of the other tail
        CHECK(off(noncentral_t_quantile(row.lower, row.df, row.noncentrality), row.t) < 1e-10);
        CHECK(std::fabs(noncentral_t_noncentrality(row.t, row.df, row.lower) - row.noncentrality) <
              1e-10 * std::max(1.0, std::fabs(row.noncentrality)));
    }
}

TEST_CASE("Without noncentrality it is Student's t") {
    for (const double df : {0.5, 1.0, 3.0, 30.0, 4000.0, 1e6})
        for (const double t : {-300.0, -2.0, -1e-3, 0.0, 0.7, 5.0}) {
            CAPTURE(df, t);
            CHECK(noncentral_t_cdf(t, df, 0.0) == Approx(t_cdf(t, df)).epsilon(1e-11));
            CHECK(noncentral_t_upper(t, df, 0.0) == Approx(t_upper(t, df)).epsilon(1e-11));
        }
}

TEST_CASE("A very large statistic still has limits") {
    // T is nearly noncentrality / S: the limits are t times quantiles of S, for S^2 of chi-squared
    // over its degrees of freedom.
    for (const double t : {1e5, 1e9, 1e13}) {
        const double df = 8.0;
        const double high = noncentral_t_noncentrality(t, df, 0.025);
        const double low = noncentral_t_noncentrality(t, df, 0.975);
        CAPTURE(t, low, high);
        CHECK(high / t == Approx(std::sqrt(chi_squared_quantile(0.975, df) / df)).epsilon(1e-8));
        CHECK(low / t == Approx(std::sqrt(chi_squared_quantile(0.025, df) / df)).epsilon(1e-8));
    }
}

TEST_CASE("Outside its domain the noncentral t is no number, and at the ends 0 and 1") {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    CHECK(std::isnan(noncentral_t_cdf(1.0, 0.0, 1.0)));
    CHECK(std::isnan(noncentral_t_cdf(1.0, -3.0, 1.0)));
    CHECK(std::isnan(noncentral_t_cdf(1.0, 5.0, kInfinite)));
    CHECK(std::isnan(noncentral_t_quantile(0.0, 5.0, 1.0)));
    CHECK(std::isnan(noncentral_t_quantile(1.0, 5.0, 1.0)));
    CHECK(std::isnan(noncentral_t_noncentrality(kInfinite, 5.0, 0.5)));
    CHECK(noncentral_t_cdf(kInfinite, 5.0, 1.0) == 1.0);
    CHECK(noncentral_t_cdf(-kInfinite, 5.0, 1.0) == 0.0);
    CHECK(noncentral_t_upper(kInfinite, 5.0, 1.0) == 0.0);
}
