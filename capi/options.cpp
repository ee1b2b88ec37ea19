#include "options.hpp"

#include "effaith/text_key.hpp"

#include <array>

#include "structs.hpp"

namespace effaith::capi {
namespace {

Error no_constant(const char* member, std::int32_t found) {
    return misuse(std::to_string(found) + " is none of the constants of " + member + ".", member);
}

/// The choice at a number; none where the number is none.
template <class Choice, std::size_t N>
std::optional<Choice> choice_at(std::int32_t number, const std::array<Choice, N>& choices) {
    if (number < 0 || static_cast<std::size_t>(number) >= N) return std::nullopt;
    return choices[static_cast<std::size_t>(number)];
}

}  // namespace

Result<DocumentFormat> format_of(std::int32_t format) {
    constexpr std::array<DocumentFormat, 4> kFormats{DocumentFormat::json, DocumentFormat::ndjson,
                                                     DocumentFormat::csv, DocumentFormat::table};
    const auto found = choice_at(format, kFormats);
    if (found) return *found;
    return no_constant("format", format);
}

Result<bool> flag_of(std::int32_t flag, const char* member) {
    if (flag == 0 || flag == 1) return flag == 1;
    return misuse(std::string(member) + " is 0 or 1; found " + std::to_string(flag) + ".", member);
}

Result<CallOptions> read_options(const effaith_options* given) {
    CallOptions out;
    if (given == nullptr) return out;
    effaith_options place;
    const Result<const effaith_options*> known = read_struct(given, place, "options");
    if (!known) return known.error();
    const effaith_options& in = **known;
    using Input = std::optional<RecordFormat>;
    constexpr std::array<Input, 3> kInputs{Input(), Input(RecordFormat::json),
                                           Input(RecordFormat::csv)};
    const auto input = choice_at(in.input, kInputs);
    if (!input) return no_constant("input", in.input);
    out.input = *input;
    const Result<DocumentFormat> format = format_of(in.format);
    if (!format) return format.error();
    out.format = *format;
    constexpr std::int32_t kMostThreads = 1024;
    if (in.threads < 0 || in.threads > kMostThreads) {
        return misuse("threads is 0 to 1024; found " + std::to_string(in.threads) + ".", "threads");
    }
    out.columns.threads = in.threads;
    if (in.reserved != 0) return misuse("reserved is 0 in this version.", "reserved");
    const Result<bool> serial = flag_of(in.serial_dates, "serial_dates");
    if (!serial) return serial.error();
    out.columns.serial_dates = *serial;
    constexpr std::array<ColumnValidation, 3> kValidations{
        ColumnValidation::usual, ColumnValidation::trusted, ColumnValidation::full};
    const auto validation = choice_at(in.validation, kValidations);
    if (!validation) return no_constant("validation", in.validation);
    out.columns.validation = *validation;
    constexpr std::array<DecimalColumns, 2> kDecimals{DecimalColumns::decimal128,
                                                      DecimalColumns::float64};
    const auto decimals = choice_at(in.decimals, kDecimals);
    if (!decimals) return no_constant("decimals", in.decimals);
    out.columns.decimals = *decimals;
    if (in.progress != nullptr) {
        out.columns.progress = [progress = in.progress,
                                context = in.context](std::int64_t records) {
            return progress(context, records) == 0;
        };
    }
    return out;
}

Result<std::vector<std::string>> read_dimensions(const effaith_text* by, std::size_t n_by) {
    if (by == nullptr && n_by > 0) return misuse("by is NULL.", "by");
    std::vector<std::string> dimensions;
    for (std::size_t i = 0; i < n_by; ++i) {
        const auto name = word_of(by[i].data, by[i].size, "by");
        if (!name) return name.error();
        dimensions.emplace_back(trimmed(*name));
    }
    return dimensions;
}

Result<double> level_of(double level) {
    constexpr double kUsual = 0.95;
    if (level == 0.0) return kUsual;
    if (level > 0.0 && level < 1.0) return level;
    return misuse("A level is between 0 and 1, such as 0.95.", "level");
}

}  // namespace effaith::capi
