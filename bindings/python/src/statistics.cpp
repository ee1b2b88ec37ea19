// Statistics for Python: any call of the list by its name, answers as dicts, and their working.
//
// An answer is a dict of values by their names, None where there is none, and `reasons`, which says
// why; blocks are dicts in it and rows lists of them. The classes that users see are made from them
// in Python.
#include "statistics.hpp"

#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "effaith/stats/explain.hpp"
#include "raised.hpp"
#include "stats/calls.hpp"

namespace effaith::python {
namespace {

using namespace effaith::stats;

constexpr const char* kReasonsKey = "reasons";

py::str text_of(std::string_view text) {
    return {text.data(), text.size()};
}

Raised wrong(const Argument& argument, const std::string& what) {
    const std::string name(argument.name);
    return Raised({ErrorCode::invalid_argument, name + what, name});
}

// --- Arguments -----------------------------------------------------------------------------------

/// An array of doubles that stays where it is while it is used.
class HeldValues {
  public:
    explicit HeldValues(const py::buffer& buffer) : info_(buffer.request()) {}
    operator Values() const {
        return {static_cast<const double*>(info_.ptr), static_cast<std::size_t>(info_.size)};
    }

  private:
    py::buffer_info info_;
};

/// The package hands over arrays of doubles without gaps.
HeldValues read(const py::handle& given, const Argument&, std::type_identity<Values>) {
    return HeldValues(py::reinterpret_borrow<py::buffer>(given));
}
double read(const py::handle& given, const Argument& argument, std::type_identity<double>) {
    if (given.is_none()) return argument.required ? kNotGiven : argument.otherwise;
    return given.cast<double>();
}
std::int64_t read(const py::handle& given, const Argument& argument,
                  std::type_identity<std::int64_t>) {
    if (given.is_none() && !argument.required) return static_cast<std::int64_t>(argument.otherwise);
    return given.cast<std::int64_t>();
}
bool read(const py::handle& given, const Argument&, std::type_identity<bool>) {
    return given.cast<bool>();
}
template <class Word>
Word read(const py::handle& given, const Argument& argument, std::type_identity<Word>) {
    const auto word = given.cast<std::string>();
    std::string accepted;
    std::size_t at = 0;
    for (const std::string_view name : WordNames<Word>::names) {
        if (name == word) return static_cast<Word>(at);
        accepted += (at++ == 0 ? "" : ", ") + std::string(name);
    }
    throw wrong(argument, " is '" + word + "'; accepted: " + accepted + ".");
}
/// A value of Python that is not of the argument's type is named.
template <class T>
auto argument_of(const py::handle& given, const Argument& argument, std::type_identity<T> type) {
    try {
        return read(given, argument, type);
    } catch (const py::cast_error&) {
        throw wrong(argument, " is " + std::string(py::repr(given)) + ", which it cannot be.");
    }
}

// --- Answers -------------------------------------------------------------------------------------

template <class T>
py::dict dict_of(const T& result);

struct FigureToPython {
    py::object operator()(Reason) const { return py::none(); }
    py::object operator()(double value) const { return py::float_(value); }
    py::object operator()(std::int64_t value) const { return py::int_(value); }
    py::object operator()(std::string_view value) const { return text_of(value); }
};

py::object object_of(const Flag& value) {
    if (!value) return py::none();
    return py::bool_(*value == YesNo::yes);
}
template <class Value>
py::object object_of(const Value& value) {
    if constexpr (HasFields<Value>) {
        return dict_of(value);
    } else if constexpr (kIsRows<Value>) {
        py::list rows;
        for (const auto& row : value)
            rows.append(dict_of(row));
        return rows;
    } else {
        return std::visit(FigureToPython{}, figure_of(value));
    }
}

template <class T>
py::dict dict_of(const T& result) {
    py::dict values;
    py::dict reasons;
    for_each_value(result, [&](const auto& field, const auto& value) {
        const py::str name = text_of(field.name);
        values[name] = object_of(value);
        if constexpr (requires { value.reason(); })
            if (!value) reasons[name] = text_of(name_of(value.reason()));
    });
    values[kReasonsKey] = reasons;
    return values;
}

// --- Answers back, for their working
// ---------------------------------------------------------------

Reason reason_named(const std::string& name) {
    for (const ReasonText& each : kReasons)
        if (each.name == name) return each.reason;
    return Reason::not_estimable;
}

template <class T>
T result_of(const py::dict& values, std::deque<std::string>& texts);

class ValueReader {
  public:
    ValueReader(const py::dict& values, std::deque<std::string>& texts)
        : values_(values), texts_(texts), reasons_(values[kReasonsKey]) {}

    void take(std::string_view name, Number& value) const {
        const py::object given = at(name);
        value = given.is_none() ? Number(reason(name)) : Number(given.cast<double>());
    }
    void take(std::string_view name, Flag& value) const {
        const py::object given = at(name);
        value = given.is_none() ? Flag(reason(name)) : flag(given.cast<bool>());
    }
    template <class Word>
    void take(std::string_view name, Choice<Word>& value) const {
        const py::object given = at(name);
        value = reason(name);
        if (given.is_none()) return;
        const Argument argument(texts_.emplace_back(name).c_str());
        value = read(given, argument, std::type_identity<Word>{});
    }
    void take(std::string_view name, std::int64_t& value) const {
        value = at(name).cast<std::int64_t>();
    }
    void take(std::string_view name, std::string_view& value) const {
        value = texts_.emplace_back(at(name).cast<std::string>());
    }
    template <class Row>
    void take(std::string_view name, std::vector<Row>& rows) const {
        for (const py::handle& row : at(name))
            rows.push_back(result_of<Row>(row.cast<py::dict>(), texts_));
    }
    template <HasFields T>
    void take(std::string_view name, T& block) const {
        block = result_of<T>(at(name).cast<py::dict>(), texts_);
    }

  private:
    py::object at(std::string_view name) const { return values_[text_of(name)]; }
    Reason reason(std::string_view name) const {
        const py::str key = text_of(name);
        return reasons_.contains(key) ? reason_named(reasons_[key].cast<std::string>())
                                      : Reason::not_estimable;
    }
    py::dict values_;
    std::deque<std::string>& texts_;
    py::dict reasons_;
};

template <class T>
T result_of(const py::dict& values, std::deque<std::string>& texts) {
    T result;
    const ValueReader reader(values, texts);
    for_each_field<T>([&](const auto& field) { reader.take(field.name, result.*field.member); });
    return result;
}

py::list steps_of(const std::vector<Step>& steps) {
    py::list list;
    for (const Step& step : steps) {
        const auto* reason = std::get_if<Reason>(&step.value);
        list.append(py::make_tuple(
            step.path, text_of(step.how), step.working, std::visit(FigureToPython{}, step.value),
            reason != nullptr ? py::object(text_of(name_of(*reason))) : py::object(py::none())));
    }
    return list;
}

// --- Calls ---------------------------------------------------------------------------------------

using Given = std::vector<py::object>;

/// Runs a statistic without the interpreter's lock.
template <class Called>
py::dict answer(const Called& call, const Given& given) {
    return [&]<std::size_t... At>(std::index_sequence<At...>) {
        const auto arguments = std::tuple{
            argument_of(given[At], call.arguments[At],
                        std::type_identity<std::tuple_element_t<At, typename Called::Types>>{})...};
        const auto result = [&] {
            const py::gil_scoped_release unlocked;
            return std::apply(call.run, arguments);
        }();
        return dict_of(result);
    }
    (std::make_index_sequence<std::tuple_size_v<typename Called::Types>>{});
}

using Calls = std::map<std::string, std::function<py::dict(const Given&)>, std::less<>>;

const Calls& calls() {
    static const auto* const all = [] {
        auto* made = new Calls;  // never freed: Python may end before
        for_each_call([&](const auto& call) {
            (*made)[std::string(call.name)] = [&call](const Given& given) {
                return answer(call, given);
            };
        });
        return made;
    }();
    return *all;
}

py::dict statistic(const std::string& name, const py::args& given) {
    Given arguments;
    for (const py::handle& each : given)
        arguments.push_back(py::reinterpret_borrow<py::object>(each));
    return calls().at(name)(arguments);
}

py::list statistic_steps(std::int32_t kind, const py::dict& values) {
    py::list steps;
    std::int32_t number = 0;
    Results::each([&]<class T>() {
        if (++number != kind) return;
        std::deque<std::string> texts;  // looked at from the result, and so never moved
        steps = steps_of(explain(result_of<T>(values, texts)));
    });
    return steps;
}

}  // namespace

void register_statistics(py::module_& module) {
    module.def("statistic", &statistic, py::arg("name"));
    module.def("statistic_steps", &statistic_steps, py::arg("kind"), py::arg("values"));
    py::dict sentences;
    for (const ReasonText& each : kReasons)
        sentences[text_of(each.name)] = text_of(each.sentence);
    module.attr("REASONS") = sentences;
}

}  // namespace effaith::python
