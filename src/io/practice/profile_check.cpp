// The targets of a profile held against the measures that are known.
#include "effaith/io/profile.hpp"
#include "effaith/progress.hpp"
#include "engine_tables.hpp"
#include "io/practice/measured.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

/// Reads the values of one target.
class TargetReader {
  public:
    TargetReader(const Tools& tools, const Measure& measure, std::string at, Findings& findings)
        : tools_(tools), measure_(measure), at_(std::move(at)), findings_(findings) {}

    ScoreValue value_of(const Level& level, const char* part) {
        if (!level.value.is_there()) return {};
        const ScoreValue value = value_on(measure_, level.value, tools_.words);
        if (value.kind == ScoreValue::Kind::absent) {
            findings_.push_back(
                {FindingCode::not_on_measure, at_ + part, level.value.text, measure_.name});
        }
        return value;
    }

  private:
    const Tools& tools_;
    const Measure& measure_;
    std::string at_;
    Findings& findings_;
};

void check_values(const Tools& tools, const ProfileTarget& target, const std::string& at,
                  Findings& findings) {
    if (target.measure.empty()) return;
    const Measure* measure = tools.engine.tables().measure(target.measure);
    if (measure == nullptr) {
        findings.push_back({FindingCode::unknown_measure, at + "/measure", target.measure, ""});
        return;
    }
    TargetReader read(tools, *measure, at, findings);
    const ScoreValue from = read.value_of(target.baseline, "/baseline");
    const ScoreValue to = read.value_of(target.target, "/target");
    read.value_of(target.actual, "/actual");
    const auto loss = detail::signed_difference(measure->direction, to, from);
    if (loss && loss->is_positive()) {
        findings.push_back({FindingCode::target_not_improvement, at + "/target",
                            target.target.value.text, target.baseline.value.text});
    }
}

}  // namespace

Findings check_profile(const Tools& tools, const Profile& profile) {
    Findings findings = check(profile, tools.engine.config().as_of);
    for (std::size_t i = 0; i < profile.targets.size(); ++i)
        check_values(tools, profile.targets[i], place_of("targets", i), findings);
    return findings;
}

}  // namespace effaith::practice
