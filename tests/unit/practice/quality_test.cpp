// Quality assurance: duties on a day, visits in their cycle, and what a check finds.
#include "effaith/practice/quality.hpp"

#include "desk.hpp"
#include "effaith/io/review.hpp"
#include "effaith/practice/periods.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

Date day(const char* text) {
    return *Date::parse(text);
}

Quality sample() {
    return read_quality(support::kQuality).value();
}

/// Findings as `code where`.
std::vector<std::string> codes_of(const Quality& quality, const char* as_of) {
    std::vector<std::string> list;
    for (const Finding& finding : check(quality, day(as_of)))
        list.push_back(std::string(rule_of(finding.code).name) + " " + finding.where);
    return list;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A period of months ends on the same day, or the last of a shorter month") {
    CHECK(months_later(day("2023-08-31"), 6) == day("2024-02-29"));
    CHECK(months_later(day("2023-08-15"), 6) == day("2024-02-15"));
    CHECK(months_later(day("9999-12-31"), 24) == day("9999-12-31"));
}

TEST_CASE("A duty is counted of those to whom it is owed and of whom it is said") {
    const std::vector<Compliance> duties = compliance(sample(), day("2024-02-15"), Thresholds());
    REQUIRE(duties.size() == 5);
    // Six months after 2023-08-15 is the day itself; L3 was never reviewed.
    CHECK(duties[0].met == 1);
    CHECK(duties[0].n == 3);
    CHECK(*duties[0].share.wilson.low > 0.05);
    CHECK(duties[1].met == 1);
    CHECK(duties[1].n == 2);
    CHECK(duties[2].met == 2);
    CHECK(duties[2].n == 3);
    CHECK(duties[3].n == 1);
    CHECK(duties[3].not_said == 2);
    CHECK(duties[4].met == 1);
    CHECK(duties[4].n == 2);
}

TEST_CASE("Periods of reviews are configuration") {
    Thresholds longer;
    longer.set(Threshold::profile_review_months, Parameter::from_whole(12));
    CHECK(compliance(sample(), day("2024-02-15"), longer)[0].met == 2);
}

TEST_CASE("Overdue reviews name the learner, the last review and the day it was due") {
    const auto overdue = overdue_reviews(sample(), day("2024-02-15"), Thresholds());
    REQUIRE(overdue.size() == 3);
    CHECK(overdue[0].learner_id == "L2");
    CHECK(overdue[0].due == day("2024-02-14"));
    CHECK(overdue[1].duty == Duty::idp_reviewed);
    CHECK_FALSE(overdue[2].last.has_value());
}

TEST_CASE("Visits follow a cycle of two years by setting") {
    const auto list = visits(sample(), day("2024-02-15"), Thresholds());
    REQUIRE(list.size() == 3);
    CHECK(list[0].school_id == "S3");
    CHECK(list[0].state == VisitState::never_visited);
    CHECK(list[0].cluster_id == "C2");
    CHECK(list[1].state == VisitState::overdue);
    CHECK(list[1].due == day("2023-12-01"));
    CHECK(list[1].planned == day("2024-10-08"));
    CHECK(list[2].state == VisitState::in_cycle);
    CHECK(list[2].due == day("2025-01-31"));
    CHECK(list[2].papers == 2);
    CHECK(list[2].papers_prepared == 1);
}

TEST_CASE("A unit's part has its settings and their learners") {
    CHECK(within(sample(), ReviewLevel::cluster, "C1").settings.size() == 2);
    CHECK(within(sample(), ReviewLevel::cluster, "c2").learners.size() == 1);
    CHECK(within(sample(), ReviewLevel::school, "S1").learners.size() == 2);
    CHECK(within(sample(), ReviewLevel::authority, "A1").learners.size() == 3);
    CHECK(within(sample(), ReviewLevel::authority, "A2").settings.empty());
    CHECK(within(sample(), ReviewLevel::school, std::nullopt) == sample());
}

TEST_CASE("Learners of one id at two schools are two learners") {
    Quality quality = sample();
    quality.learners[2].learner_id = "L1";
    CHECK(codes_of(quality, "2024-02-15").empty());
    CHECK(compliance(quality, day("2024-02-15"), Thresholds())[0].n == 3);
}

TEST_CASE("A check tells a school in two clusters, entries twice, days to come, and more") {
    CHECK(codes_of(sample(), "2024-02-15").empty());
    CHECK(codes_of(sample(), "2023-08-14") ==
          Texts{"in_the_future /learners/0/profile_reviews/0", "in_the_future /moderation/0/date"});
    Quality quality = sample();
    quality.settings.push_back({"s1 ", {}, "C2", "", {}, {}});
    quality.settings.push_back({"S1", {}, "", "", {}, {}});
    quality.learners.push_back(quality.learners.front());
    quality.learners[1].smart_targets = 3;
    quality.learners[2].school_id = "S9";
    quality.learners[2].idp_reviews = {day("2023-01-01")};
    quality.moderation.push_back(quality.moderation.front());
    CHECK(
        codes_of(quality, "2024-02-15") ==
        Texts{
            "school_in_two_clusters /settings/3/school_id", "setting_twice /settings/4/school_id",
            "more_smart_than_targets /learners/1/smart_targets",
            "unknown_setting /learners/2/school_id", "reviews_without_idp /learners/2/idp_reviews",
            "duplicate_learner /learners/3/learner_id", "moderated_twice /moderation/2/record_id"});
    // What has an error is in no count.
    CHECK(compliance(quality, day("2024-02-15"), Thresholds())[0].n == 2);
}
