#include "disclosure/rounded_figure.hpp"

#include "effaith/disclosure.hpp"

namespace effaith::disclosure {
namespace {

constexpr int kRateDigits = 3;  // one decimal place of a percentage
constexpr int kMeanDigits = 1;
constexpr int kEffectDigits = 2;

FigureValue rounded_real(const FigureValue& value, int digits) {
    // Halves go away from nought; numbers without a fraction in a double stay as they are.
    constexpr double kLarge = 1e12;
    if (value.kind != FigureValue::Kind::real) return value;
    if (!(value.real > -kLarge && value.real < kLarge)) return value;
    const double scale = digits == 1 ? 10.0 : digits == 2 ? 100.0 : 1000.0;
    const auto steps =
        static_cast<std::int64_t>(value.real * scale + (value.real < 0.0 ? -0.5 : 0.5));
    return FigureValue::of(static_cast<double>(steps) / scale);
}

}  // namespace

FigureValue suppressed() {
    return FigureValue::of(kSuppressed);
}

Int128 rounded_count(const Int128& count) {
    constexpr int kStep = 5;
    return (count + kStep / 2) / kStep * kStep;
}

FigureValue rounded(const FigureValue& value, Precision precision, std::int64_t basis) {
    switch (precision) {
        case Precision::count:
            return FigureValue::of(rounded_count(value.raw), 0);
        case Precision::sum:
            return value;
        case Precision::rate:
            return basis < kFewestForRates ? suppressed() : rounded_real(value, kRateDigits);
        case Precision::mean:
            return basis < kFewestForMeans ? suppressed() : rounded_real(value, kMeanDigits);
        case Precision::effect:
            return basis < kFewestForMeans ? suppressed() : rounded_real(value, kEffectDigits);
        case Precision::gives_count_back:
            return suppressed();
    }
    return value;
}

}  // namespace effaith::disclosure
