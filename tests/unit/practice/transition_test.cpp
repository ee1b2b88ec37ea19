// Transitions: consent, what stays behind, what goes along, and the next school's identifiers.
#include "effaith/io/transition.hpp"
#include "effaith/io/profile.hpp"
#include "practice_samples.hpp"
#include "records.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

Profile sample() {
    return read_profile(support::kProfile).value();
}

Date day(const char* text) {
    return *Date::parse(text);
}

TransitionTerms terms() {
    TransitionTerms terms;
    terms.to_school = "S9";
    terms.consent.given_by = "Parent";
    terms.consent.date = day("2024-04-01");
    terms.consent.purpose = "To plan support";
    return terms;
}

struct DatedDesk {
    explicit DatedDesk(const std::string& config = std::string(R"({"as_of": "2024-05-01",)") +
                                                   (support::kPracticeConfig + 1))
        : engine(support::engine_of(config)), language(LanguageCode::en) {}
    Tools tools() const { return {engine, language, support::vocabulary()}; }
    Engine engine;
    Language language;
};

const char* const kRecords =
    "id,learner_id,school_id,support_type,intervention,delivered_by,learners_per_session,"
    "frequency,session_hours,started,ended,sessions_attended,outcome,aim,house\n"
    "r1,L1,S1,speech,Talk Time,Teaching "
    "assistant,1,weekly,0.5,2024-01-08,2024-03-22,4,green,t,Oak\n"
    "r2,L3,S1,speech,Story Time,Teacher,1,weekly,0.5,2023-09-04,2023-12-22,10,green,reads,Ash\n"
    "sheet-1:L1,L1,S1,x,Catch-up Literacy,Teacher,1,weekly,0.5,2023-09-04,2023-11-26,20,green,a,\n"
    "r5,L1,S1,speech,Song Time,Teacher,1,now and then,0.5,45173,45282,10,green,reads,\n";

Transition made(const TransitionTerms& by = terms(), const Profile& profile = sample()) {
    const DatedDesk desk;
    return make_transition(desk.tools(), profile, by, kRecords, {true}).value();
}

std::string fault_of(const TransitionTerms& by) {
    const DatedDesk desk;
    const auto answer = make_transition(desk.tools(), sample(), by, "", {});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == ErrorCode::invalid_argument);
    return describe(answer.error());
}

std::vector<std::string> texts(const std::vector<Redaction>& redactions) {
    std::vector<std::string> list;
    for (const Redaction& each : redactions) {
        list.push_back(std::string(kSharedPartNames[static_cast<std::size_t>(each.part)]) + " " +
                       std::string(kLeftOutNames[static_cast<std::size_t>(each.because)]) + " " +
                       std::to_string(each.n));
    }
    return list;
}

using Texts = std::vector<std::string>;

IdentifierMapping mapping() {
    using Kind = IdentifierKind;
    return {{{Kind::learner, "L1", "N7"},
             {Kind::school, "S1", "9991"},
             {Kind::support_type, "speech", "SALT"},
             {Kind::measure, "reading_age", "ra"},
             {Kind::role, "Nobody", "Somebody"}}};
}

}  // namespace

TEST_CASE("Without a consent that says who, when and for what there is no document") {
    TransitionTerms none = terms();
    none.consent = {};
    CHECK(fault_of(none) == "/consent/given_by: No transition without consent: say who gave it.");
    TransitionTerms undated = terms();
    undated.consent.date.reset();
    CHECK(fault_of(undated).rfind("/consent/date: No transition without consent", 0) == 0);
    TransitionTerms aimless = terms();
    aimless.consent.purpose.clear();
    CHECK(fault_of(aimless).rfind("/consent/purpose: No transition without consent", 0) == 0);
    TransitionTerms early = terms();
    early.consent.date = day("2024-05-02");
    CHECK(fault_of(early).find("it is not given yet") != std::string::npos);
    TransitionTerms lapsed = terms();
    lapsed.consent.until = day("2024-04-30");
    CHECK(fault_of(lapsed).find("ask for it again") != std::string::npos);
    lapsed.consent.until = day("2024-05-01");
    CHECK(check_consent(lapsed.consent, day("2024-05-01")).ok());
}

TEST_CASE("A document has the learner's papers and what they are written in, and no one else's") {
    const Transition found = made();
    CHECK(found.profile == sample());
    REQUIRE(found.records.size() == 2);
    CHECK(found.records[0].find("house")->value.text == "Oak");
    CHECK(found.records[1].find("started")->value == Given{"2023-09-04", false});
    CHECK(texts(found.redactions) == Texts{"records on_a_sheet 1"});
    REQUIRE(found.configuration.measures.size() == 1);
    CHECK(found.configuration.measures[0].id == "reading_age");
    REQUIRE(found.configuration.catalogue.size() == 1);
    CHECK(found.configuration.catalogue[0].measure == "reading_age");
    CHECK_FALSE(found.configuration.codes.area_of_need.empty());
    const std::string written = write_transition(found);
    CHECK(read_transition(written).value() == found);
    CHECK(written.find("L3") == std::string::npos);
    CHECK(written.find("14.37") == std::string::npos);
}

TEST_CASE("Entries of other learners on a sheet stay behind, and the document says how many") {
    Profile profile = sample();
    profile.sheets = {read_sheet(support::kSheet).value()};
    const Transition found = made(terms(), profile);
    CHECK(texts(found.redactions)[1] == "sheets of_other_learners 4");
    REQUIRE(found.profile.sheets.size() == 1);
    CHECK(found.profile.sheets[0].pupils.size() == 1);
    CHECK(write_transition(found).find("L5") == std::string::npos);
}

TEST_CASE("What a consent does not cover or is asked to stay is left out, with the reason") {
    TransitionTerms by = terms();
    by.consent.covers = {SharedPart::needs, SharedPart::strengths, SharedPart::records,
                         SharedPart::targets};
    by.leave_out = {{SharedPart::targets, "They are of last year"}};
    const Transition found = made(by);
    CHECK(texts(found.redactions) == Texts{"identity not_covered 1", "views not_covered 3",
                                           "targets asked 1", "reviews not_covered 3",
                                           "idp not_covered 1", "sheets not_covered 1",
                                           "journeys not_covered 1", "records beside_fields 1"});
    CHECK(found.redactions[2].reason == "They are of last year");
    CHECK(found.profile.sheets.empty());
    CHECK(found.profile.name.empty());
    CHECK(found.records.size() == 3);  // the sheet's record comes from the file
    CHECK(check(found).empty());
    Transition tampered = found;
    tampered.profile.sheets = sample().sheets;
    REQUIRE(check(tampered).size() == 1);
    CHECK(check(tampered)[0].code == FindingCode::left_out_and_there);
}

TEST_CASE("Who is not to be known is named nowhere, and what no program can tell is said") {
    Profile profile = sample();
    profile.name = "Siân Price";
    profile.needs = {"Siân's speech; born 4 March 2015"};
    REQUIRE_FALSE(profile.sheets.empty());
    profile.sheets[0].pupils[0].name = "Siân Price";
    profile.sheets[0].pupils[0].date_of_birth = day("2015-03-04");
    profile.sheets[0].other_factors = "PRICE, S. moved house; SIÂN PRICE (04/03/15) was ill";
    TransitionTerms by = terms();
    by.leave_out = {{SharedPart::identity, "Asked by the parents"}};
    const Transition found = made(by, profile);
    CHECK(found.profile.needs[0] == "[…]'s speech; born […]");
    CHECK(found.profile.sheets[0].other_factors == "[…], S. moved house; […] ([…]) was ill");
    const std::string written = write_transition(found);
    for (const char* told : {"Siân", "Price", "2015-03-04", "Oak", "house\""})
        CHECK(written.find(told) == std::string::npos);
    CHECK(texts(found.redactions) == Texts{"records on_a_sheet 1", "identity asked 3",
                                           "records beside_fields 1", "identity mentions 5"});
    const std::int64_t n_texts = found.redactions[1].n_texts;
    TransitionTerms less = by;
    less.leave_out.push_back({SharedPart::needs, ""});
    CHECK(made(less, profile).redactions[1].n_texts < n_texts);
    CHECK(check(found).empty());
    const DatedDesk desk;
    const std::string shown =
        transition_document(desk.tools(), found, DocumentFormat::table).value();
    CHECK(shown.find("read them before it goes") != std::string::npos);
    Transition tampered = found;
    tampered.records[0].list.push_back({"Pupil name", {"Siân Price", false}});
    REQUIRE(check(tampered).size() == 1);
    CHECK(check(tampered)[0].where == "/records");
}

TEST_CASE("Needs that stay behind stay behind on sheets, in records and in codes") {
    Profile profile = sample();
    profile.sheets[0].rationale.need = "Reads below age";
    profile.sheets[0].pupils[0].area_of_need = "speech_language";
    profile.sheets[0].pupils[0].summary = "Quiet";
    const DatedDesk desk;
    const std::string records =
        "id,learner_id,school_id,support_type,delivered_by,learners_per_session,frequency,"
        "session_hours,started,ended,sessions_attended,outcome,aim,area_of_need\n"
        "r1,L1,S1,speech,Teacher,1,weekly,0.5,2024-01-08,2024-03-22,4,green,t,speech_language\n";
    const auto make = [&](const TransitionTerms& by) {
        return make_transition(desk.tools(), profile, by, records, {}).value();
    };
    CHECK(write_transition(make(terms())).find("speech_language") != std::string::npos);
    TransitionTerms by = terms();
    by.leave_out = {{SharedPart::needs, ""}};
    const Transition found = make(by);
    CHECK(found.profile.sheets[0].rationale.need.empty());
    CHECK(found.profile.sheets[0].pupils[0].summary.empty());
    CHECK(found.configuration.codes.area_of_need.empty());
    CHECK(write_transition(found).find("speech_language") == std::string::npos);
    CHECK(check(found).empty());
    Transition tampered = found;
    tampered.records[0].list.push_back({"area_of_need", {"speech_language", false}});
    CHECK(check(tampered).size() == 1);
}

TEST_CASE("What a sheet says of its other learners stays behind") {
    Profile profile = sample();
    profile.name = "Ann Will";
    profile.sheets[0].pupils.push_back({});
    profile.sheets[0].pupils.back().learner_id = "L8";
    profile.sheets[0].pupils.back().name = "Bob Will";
    profile.sheets[0].pupils.back().date_of_birth = day("2014-11-30");
    profile.sheets[0].changes = "Bob (2014-11-30) was away, Bobby not; Ann Will will go on";
    const Transition found = made(terms(), profile);
    CHECK(found.profile.sheets[0].changes == "[…] ([…]) was away, Bobby not; Ann Will will go on");
    CHECK(found.profile.name == "Ann Will");
    CHECK(texts(found.redactions) == Texts{"records on_a_sheet 1", "sheets of_other_learners 1",
                                           "sheets mentions_of_others 2"});
}

TEST_CASE("A code that papers use by two names is sent once for each of its periods") {
    const DatedDesk desk(R"({"as_of": "2024-05-01", "codes": {"area_of_need": [
        {"code": "SLCN", "en": "Speech", "cy": "Lleferydd", "to": "2022-08-31"},
        {"code": "SLCN", "en": "Language", "cy": "Iaith", "from": "2022-09-01"}]}})");
    Profile profile = sample();
    profile.sheets.clear();
    profile.areas_of_need = {"SLCN", "slcn"};
    const Transition found = make_transition(desk.tools(), profile, terms(), "", {}).value();
    CHECK(found.configuration.codes.area_of_need.size() == 2);
}

TEST_CASE("The next school's identifiers stand everywhere, and backwards it is what it was") {
    const DatedDesk desk;
    const Transition sent = made();
    const TransitionAnswer answer = receive_transition(desk.tools(), sent, mapping()).value();
    const Transition& now = answer.received.transition;
    const std::string written = write_transition(now);
    CHECK(now.profile.learner_id == "N7");
    CHECK(now.profile.sheets[0].pupils[0].learner_id == "N7");
    CHECK(now.records[0].find("learner_id")->value.text == "N7");
    CHECK(now.from_school == "9991");
    CHECK(now.configuration.measures[0].id == "ra");
    CHECK(now.configuration.catalogue[0].measure == "ra");
    CHECK(now.identifiers.size() == 4);
    REQUIRE(answer.received.unused.size() == 1);
    CHECK(answer.received.unused[0].from == "Nobody");
    const Received back = with_identifiers(now, inverse(mapping())).value();
    CHECK(back.transition == sent);
    const IdentifierMapping again{{{IdentifierKind::learner, "N7", "M3"}}};
    const Transition twice = with_identifiers(now, again).value().transition;
    CHECK(twice.identifiers[0] == Replacement{IdentifierKind::learner, "L1", "M3"});
    CHECK(with_identifiers(twice, inverse(again)).value().transition == now);
}

TEST_CASE("What nothing replaces and the next school does not know is listed") {
    const DatedDesk stranger(R"({"as_of": "2024-05-01"})");
    const TransitionAnswer answer = receive_transition(stranger.tools(), made(), mapping()).value();
    std::vector<std::string> unmapped;
    for (const auto& [kind, text] : answer.unmapped) {
        unmapped.push_back(std::string(kIdentifierKindNames[static_cast<std::size_t>(kind)]) + " " +
                           text);
    }
    CHECK(unmapped == Texts{"intervention Catch-up Literacy", "intervention Song Time",
                            "intervention Talk Time"});
    CHECK(answer.findings.empty());
}

TEST_CASE("Two identifiers never become one, and none becomes nothing") {
    const auto fault = [](const IdentifierMapping& by) {
        const Result<Received> received = with_identifiers(made(), by);
        REQUIRE_FALSE(received.ok());
        CHECK(received.error().code == ErrorCode::invalid_argument);
        return describe(received.error());
    };
    using Kind = IdentifierKind;
    CHECK(fault({{{Kind::role, "Teacher", "Staff"}, {Kind::role, "Teaching assistant", "Staff"}}})
              .find("would both become 'Staff'") != std::string::npos);
    CHECK(fault({{{Kind::role, "Teacher", "Teaching assistant"}}}).find("would both become") !=
          std::string::npos);
    CHECK(fault({{{Kind::learner, "L1", ""}}}).rfind("/identifiers/0/to: ", 0) == 0);
    CHECK(fault({{{Kind::learner, "", "L2"}}}).rfind("/identifiers/0/from: ", 0) == 0);
    CHECK(fault({{{Kind::learner, "L1", "A"}, {Kind::learner, "L1", "B"}}})
              .rfind("/identifiers/1/from: ", 0) == 0);
    const IdentifierMapping swap{{{Kind::role, "Teacher", "Teaching assistant"},
                                  {Kind::role, "Teaching assistant", "Teacher"}}};
    const Transition swapped = with_identifiers(made(), swap).value().transition;
    CHECK(swapped.profile.sheets[0].lead == "Teaching assistant");
    CHECK(with_identifiers(swapped, inverse(swap)).value().transition == made());
}

TEST_CASE("The next school sees the time line that the sender saw") {
    const DatedDesk sender;
    const Tools tools = sender.tools();
    const Transition sent = read_transition(write_transition(made())).value();
    std::string records = "[";
    for (const Cells& record : sent.records) {
        records += records.size() > 1 ? ",{" : "{";
        for (std::size_t i = 0; i < record.list.size(); ++i) {
            const Cell& cell = record.list[i];
            records += (i > 0 ? ",\"" : "\"") + cell.name + "\":\"" + cell.value.text + "\"";
        }
        records += "}";
    }
    records += "]";
    const auto answer = [&](const Profile& profile, std::string_view text, bool serial) {
        const ProfileAnalysis found = analyse_profile(tools, profile, text, {serial}).value();
        std::vector<std::string> entries;
        for (const TimelineEntry& entry : found.timeline) {
            std::string line = entry.intervention + " " + to_text(entry.started);
            for (const FigureValue& figure : entry.figures)
                line += " " + std::to_string(static_cast<std::int64_t>(figure.raw));
            entries.push_back(line);
        }
        return entries;
    };
    const std::vector<std::string> there = answer(sample(), kRecords, true);
    CHECK(there.size() == 3);
    CHECK(answer(sent.profile, records, false) == there);
}

TEST_CASE("A document that was made by no one's leave, or cannot be used, says so") {
    const DatedDesk desk;
    Transition bad = made();
    bad.consent = {};
    bad.configuration.measures[0].sd = {"broad", false};
    const TransitionAnswer answer = receive_transition(desk.tools(), bad, {}).value();
    REQUIRE(answer.findings.size() == 2);
    CHECK(answer.findings[0].code == FindingCode::no_consent);
    CHECK(answer.findings[1].code == FindingCode::bad_configuration);
    CHECK(answer.findings[1].where == "/configuration/measures/0/sd");
    for (const DocumentFormat format : {DocumentFormat::json, DocumentFormat::table})
        CHECK(received_document(desk.tools(), answer, format).ok());
    CHECK_FALSE(received_document(desk.tools(), answer, DocumentFormat::csv).ok());
    CHECK(transition_document(desk.tools(), bad, DocumentFormat::table).ok());
    Profile nameless = sample();
    nameless.learner_id.clear();
    CHECK_FALSE(make_transition(desk.tools(), nameless, terms(), "", {}).ok());
    const DatedDesk undated("{}");
    CHECK_FALSE(make_transition(undated.tools(), sample(), terms(), "", {}).ok());
}
