// Records written as an Ed-Fi interchange and read back are the same, up to the loss that was
// listed.
#include <algorithm>
#include <array>
#include <random>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "effaith/io/interop.hpp"
#include "effaith/text_key.hpp"

using namespace effaith;
using namespace effaith::interop;

namespace {

constexpr int kRounds = 300;
constexpr std::array kKept{Field::learner_id, Field::school_id, Field::intervention,
                           Field::session_hours};

std::string hours_text(std::int64_t raw) {
    std::string text;
    append_decimal(text, raw, Hours::places);
    return text;
}

class Draw {
  public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

    std::string text(int longest) {
        static const std::string_view kPieces[] = {"a",  "B",  "7",  " ", "&",    "<",     ">",
                                                   "'",  "\"", "\t", "ŵ", "]]>",  "&amp;", "\n",
                                                   "\r", "-",  "=",  "😀", "<!--", "#"};
        std::string out;
        for (int i = below(longest); i > 0; --i)
            out += kPieces[below(std::size(kPieces))];
        return out;
    }

    TextRecord record(std::int64_t row) {
        TextRecord made;
        made.row = row;
        made.text.at(Field::learner_id) = {text(40), false};
        made.text.at(Field::intervention) = {text(12), false};
        made.text.at(Field::school_id) = {below(8) == 0 ? text(4) : std::to_string(1 + below(3)),
                                          false};
        if (below(4) > 0) made.text.at(Field::session_hours) = {hours_text(below(50'000)), true};
        if (below(3) == 0) made.text.at(Field::outcome) = {"green", false};
        if (below(3) == 0) made.text.at(Field::started) = {"2023-09-04", false};
        if (below(9) == 0) made.text.at(Field::cohort) = {"comparison", false};
        if (below(3) == 0) made.carried.push_back({"Note", text(5), CarriedCell::Kind::text});
        return made;
    }

  private:
    std::mt19937_64 random_;
};

const Note* note_of(const Exported& exported, std::int64_t row, std::string_view where) {
    for (const Note& note : exported.loss)
        if (note.row == row && note.where == where) return &note;
    return nullptr;
}

bool is_left_out(const Exported& exported, std::int64_t row) {
    for (const Note& note : exported.loss)
        if (note.row == row && note.severity() == Severity::error) return true;
    return false;
}

std::string minutes_as_hours(const std::string& minutes) {
    return hours_text((std::stoll(minutes) * 20'000 + 60) / 120);
}

void check_same(const TextRecord& record, const TextRecord& again, const Exported& exported) {
    for (const Field field : kKept) {
        CAPTURE(std::string(name_of(field)));
        const std::string before(trimmed(record.text.at(field).text));
        const std::string after = again.text.at(field).text;
        const Note* note = note_of(exported, record.row, name_of(field));
        if (note == nullptr) {
            CHECK(before == after);
        } else {
            CHECK(note->code == NoteCode::rounded);
            CHECK(after == minutes_as_hours(note->detail));
        }
    }
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto field = static_cast<Field>(i);
        if (std::find(kKept.begin(), kKept.end(), field) != kKept.end()) continue;
        CHECK_FALSE(again.text.at(field).is_there());
        const bool is_listed = note_of(exported, record.row, name_of(field)) != nullptr;
        CHECK(is_listed == record.text.at(field).is_there());
    }
    for (const CarriedText& cell : record.carried)
        CHECK(note_of(exported, record.row, cell.column) != nullptr);
}

}  // namespace

TEST_CASE("What is written and read back is the same up to the listed loss") {
    const support::Desk desk;
    Draw draw(20'261'128);
    std::int64_t n_written = 0;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<TextRecord> records;
        for (int i = draw.below(12); i > 0; --i)
            records.push_back(draw.record(static_cast<std::int64_t>(records.size()) + 1));
        const Exported exported = write_edfi(desk.tools(), records, {});
        const Imported again = read_edfi(exported.xml).value();
        CHECK(again.loss.empty());
        CHECK(write_edfi(desk.tools(), records, {}).xml == exported.xml);
        REQUIRE(static_cast<std::int64_t>(again.records.size()) == exported.written);
        std::size_t at = 0;
        for (const TextRecord& record : records)
            if (!is_left_out(exported, record.row))
                check_same(record, again.records.at(at++), exported);
        CHECK(at == again.records.size());
        n_written += exported.written;
    }
    CHECK(n_written > kRounds);  // the law is not kept by writing nothing
}
