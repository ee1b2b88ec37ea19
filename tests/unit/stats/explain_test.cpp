// The working of statistics and their JSON, both made from fields().
#include "effaith/stats/explain.hpp"

#include <string>

#include "catch_compat.hpp"
#include "io/statistics_writer.hpp"

namespace {

using namespace effaith;
using namespace effaith::stats;

struct Row {
    std::int64_t index = 0;
    Number share;
    static constexpr auto fields() {
        return field_list(field("index", &Row::index, "position among the values given"),
                          field("share", &Row::share, "index / n"));
    }
};

enum class Size : std::uint8_t { small, large };

}  // namespace

template <>
struct effaith::stats::WordNames<Size> {
    static constexpr std::array<std::string_view, 2> names{"small", "large"};
};

namespace {

struct Test {
    Number t;
    Number p;
    static constexpr auto fields() {
        return field_list(field("t", &Test::t, "mean / (sd / sqrt(n))"),
                          field("p", &Test::p, "t_two_sided(t, n - 1)"));
    }
};

struct Answered {
    std::int64_t n = 4;
    Number mean = -1.5;
    Number sd = 3.0;
    Test test{-1.0, 0.391002218956};
    Interval limits = Interval::none(Reason::no_variation);
    Number half = Reason::too_few;
    Choice<Size> size = Size::large;
    std::vector<Row> rows{{1, 0.25}, {2, Reason::undefined_ratio}};
    std::string_view method = "a \"test\"";
    static constexpr auto fields() {
        return field_list(
            field("n", &Answered::n, "values used"),
            field("mean", &Answered::mean, "sum / n"),
            field("sd", &Answered::sd, "2 * mean + half * n"),
            field("test", &Answered::test, "is the mean 0?"),
            field("limits", &Answered::limits, "mean -+ test.t * sd / sqrt(n)"),
            field("half", &Answered::half, "test.t / 2 - mean"),
            field("size", &Answered::size, "by the size of test.t"),
            field("rows", &Answered::rows, "one for each value"),
            field("method", &Answered::method, "what was done"));
    }
};

const Step& at(const std::vector<Step>& steps, std::string_view path) {
    for (const Step& step : steps)
        if (step.path == path) return step;
    FAIL("there is no " << path);
    return steps.front();
}

}  // namespace

TEST_CASE("Every figure has a step, in order, by its path") {
    std::string paths;
    for (const Step& step : explain(Answered{}))
        paths += step.path + " ";
    CHECK(paths ==
          "n mean sd test.t test.p limits.low limits.high half size rows.0.index rows.0.share "
          "rows.1.index rows.1.share method ");
}

TEST_CASE("Names in a formula become numbers of the same struct or of one around it") {
    const auto steps = explain(Answered{});
    CHECK(at(steps, "test.t").how == "mean / (sd / sqrt(n))");
    CHECK(at(steps, "test.t").working == "-1.5 / (3 / sqrt(4))");
    CHECK(at(steps, "test.p").working == "t_two_sided(-1, 4 - 1)");
    CHECK(at(steps, "rows.1.share").working == "2 / 4");
    CHECK(std::get<double>(at(steps, "test.t").value) == -1.0);
}

TEST_CASE("A negative number after an operator stands in brackets") {
    CHECK(at(explain(Answered{}), "half").working == "-1 / 2 - (-1.5)");
    CHECK(at(explain(Answered{}), "limits.low").working == "-1.5 -+ (-1) * 3 / sqrt(4)");
    CHECK(at(explain(Answered{}), "sd").working == "2 * (-1.5) + half * 4");
}

TEST_CASE("What is not known keeps its name, and words are no formula") {
    const auto steps = explain(Answered{});
    CHECK(at(steps, "mean").working == "sum / 4");
    CHECK(at(steps, "n").working == "values used");
    CHECK(at(steps, "size").working == "by the size of test.t");
    CHECK(std::get<Reason>(at(steps, "limits.low").value) == Reason::no_variation);
    CHECK(std::get<std::int64_t>(at(steps, "n").value) == 4);
    CHECK(std::get<std::string_view>(at(steps, "size").value) == "large");
}

TEST_CASE("Shown numbers have ten digits and no zeros to fill them") {
    CHECK(working::shown(1.0 / 3.0) == "0.3333333333");
    CHECK(working::shown(1e-12) == "1e-12");
    CHECK(working::shown(1234567.0) == "1234567");
    CHECK(working::is_formula("sd"));
    CHECK(working::is_formula("p_of(t)"));
    CHECK_FALSE(working::is_formula("two-sided (exact)"));
    CHECK_FALSE(working::is_formula(""));
}

TEST_CASE("A result is JSON with null for none and the reasons beside") {
    JsonWriter json;
    write_statistic(json, Answered{});
    CHECK(json.text() ==
          R"({"n":4,"mean":-1.5,"sd":3,"test":{"t":-1,"p":0.391002218956},)"
          R"("limits":{"low":null,"high":null},"half":null,"size":"large",)"
          R"("rows":[{"index":1,"share":0.25},{"index":2,"share":null}],"method":"a \"test\"",)"
          R"("reasons":{"limits.low":"no_variation","limits.high":"no_variation",)"
          R"("half":"too_few","rows.1.share":"undefined_ratio"}})");
}

TEST_CASE("A working is JSON with a reason where there is no value") {
    JsonWriter json;
    write_steps(json, explain(Interval{2.5, Reason::too_few}));
    CHECK(json.text() ==
          R"([{"path":"low","how":"lower limit","working":"lower limit","value":2.5},)"
          R"({"path":"high","how":"upper limit","working":"upper limit","value":null,)"
          R"("reason":"too_few"}])");
}
