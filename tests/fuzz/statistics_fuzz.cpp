// Every statistic on whatever numbers there are: each figure is finite or has a reason, each has
// its working, and all of it is JSON. The first byte says which call, the rest are its arguments.
#include <cmath>
#include <vector>

#include "effaith/stats/explain.hpp"
#include "fuzz_support.hpp"
#include "io/statistics_writer.hpp"
#include "stats/calls.hpp"

namespace {

using namespace effaith;
using namespace effaith::stats;
using fuzz::require;

/// Hands out arguments from bytes, and zeros when they are used up.
class Arguments {
  public:
    Arguments(const std::uint8_t* data, std::size_t size) : at_(data), end_(data + size) {}

    std::uint8_t byte() { return at_ == end_ ? 0 : *at_++; }
    /// Small numbers with ties, or any double that there is.
    double number() {
        const std::uint8_t kind = byte();
        if (kind < 224) return (kind - 112) / 4.0;
        double value = 0.0;
        std::uint8_t bytes[sizeof value];
        for (std::uint8_t& each : bytes)
            each = byte();
        std::memcpy(&value, bytes, sizeof value);
        return value;
    }
    std::vector<double> take(std::type_identity<Values>) {
        std::vector<double> values(byte() % kMostValues);
        for (double& value : values)
            value = number();
        return values;
    }
    double take(std::type_identity<double>) { return number(); }
    /// A count is also how often something is done, so not too often.
    std::int64_t take(std::type_identity<std::int64_t>) { return static_cast<std::int8_t>(byte()); }
    bool take(std::type_identity<bool>) { return byte() % 2 == 1; }
    template <class Word>
    Word take(std::type_identity<Word>) {
        return static_cast<Word>(byte() % WordNames<Word>::names.size());
    }

  private:
    static constexpr std::size_t kMostValues = 40;
    const std::uint8_t* at_;
    const std::uint8_t* end_;
};

template <class Answer>
void check(const Answer& answer) {
    std::size_t missing = 0;
    const std::vector<Step> steps = explain(answer);
    for (const Step& step : steps) {
        if (const auto* number = std::get_if<double>(&step.value))
            require(std::isfinite(*number), "a figure is finite or has a reason", step.path);
        if (const auto* reason = std::get_if<Reason>(&step.value)) {
            require(*reason != Reason::none, "a figure without a value has a reason", step.path);
            ++missing;
        }
        require(!step.path.empty(), "a step has a path");
    }
    JsonWriter json;
    write_statistic(json, answer);
    require(fuzz::is_utf8(json.text()), "an answer is UTF-8");
    for (const char* none : {":nan", ":-nan", ":inf", ":-inf"})
        require(json.text().find(none) == std::string::npos, "an answer is finite", json.text());
    require((json.text().find("\"reasons\":{}") != std::string::npos) == (missing == 0),
            "there are reasons where something is missing", json.text());
}

template <class Called>
void run(const Called& call, Arguments& arguments) {
    [&]<std::size_t... At>(std::index_sequence<At...>) {
        const std::tuple given{arguments.take(
            std::type_identity<std::tuple_element_t<At, typename Called::Types>>{})...};
        check(std::apply(call.run, given));
    }
    (std::make_index_sequence<std::tuple_size_v<typename Called::Types>>{});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    Arguments arguments(data + 1, size - 1);
    constexpr std::size_t kCount = std::tuple_size_v<decltype(kCalls)>;
    std::size_t at = 0;
    for_each_call([&](const auto& call) {
        if (at++ == data[0] % kCount) run(call, arguments);
    });
    return 0;
}
