// The bytes of a state: what is written is read back, and what is not a state is refused and said
// why.
#include "rollup_state.hpp"

#include "effaith/rollup.hpp"
#include "records.hpp"

using namespace effaith;
using support::engine_of;
using support::with;

namespace {

const std::string kKeyed = R"({"id_key": "00112233445566778899aabbccddeeff",
    "hierarchy": ["cluster_id", "school_id"], "rates": {"Teaching assistant": 14.37},
    "measures": [{"id": "words", "kind": "raw"}]})";

Rollup sample(const Engine& engine, std::vector<std::string> by = {"cluster_id", "school_id"},
              bool totals = true) {
    Rollup rollup = Rollup::create(engine, std::move(by), totals).value();
    rollup.carried_column("attendance");
    for (const char* learner : {"L1", "L2", ""}) {
        const auto answer = support::analyse(engine, with({{"cluster_id", "C1"},
                                                           {"learner_id", learner},
                                                           {"measure", "words"},
                                                           {"baseline", "10"},
                                                           {"actual", "15"}}));
        REQUIRE(rollup.update(answer->record, answer->analysis, {"91.5"}).ok());
    }
    return rollup;
}

std::string refusal(const Engine& engine, std::string_view bytes) {
    const Result<Rollup> read = Rollup::deserialise(engine, bytes);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::bad_state);
    return read.error().message;
}

bool says(const std::string& message, const char* what) {
    INFO(message);
    return message.find(what) != std::string::npos;
}

/// The state with one byte of its body changed and a checksum that fits.
std::string forged(std::string state, std::size_t at, char byte) {
    state[at] = byte;
    state.resize(state.size() - 8);
    const std::uint64_t sum = siphash(kStateKey, state);
    for (unsigned i = 0; i < 8; ++i)
        state += static_cast<char>(static_cast<unsigned char>(sum >> (8U * i)));
    return state;
}

}  // namespace

TEST_CASE("A state is read back as it was") {
    const Engine engine = engine_of(kKeyed);
    const Rollup rollup = sample(engine);
    const std::string state = rollup.serialise();
    const Rollup read = Rollup::deserialise(engine, state).value();
    CHECK(read.serialise() == state);
    CHECK(read.by() == rollup.by());
    CHECK(read.has_totals());
    CHECK(read.n_analysed() == 3);
    CHECK(read.learners_known());
    const auto rows = rollup.rows();
    const auto others = read.rows();
    REQUIRE(rows.size() == others.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].key == others[i].key);
        for (const GroupFigure& figure : group_figures()) {
            INFO(figure.name);
            const FigureValue a = figure.of(*rows[i].totals);
            const FigureValue b = figure.of(*others[i].totals);
            CHECK(a.kind == b.kind);
            CHECK(a.raw == b.raw);
            CHECK(a.real == b.real);
        }
    }
    const Rollup none = Rollup::create(engine, {}, false).value();
    CHECK(Rollup::deserialise(engine, none.serialise()).value().rows().empty());
}

TEST_CASE("The start of a state is what the format says") {
    const Engine engine = engine_of("{}");
    const std::string state = Rollup::create(engine, {}, false).value().serialise();
    CHECK(state.substr(0, 8) == "effaroll");
    CHECK(state.substr(8, 4) == std::string("\1\0\0\0", 4));
    CHECK(static_cast<unsigned char>(state[12]) == state.size() - 28);
    CHECK(state.substr(20, 4) == std::string("\x20\0\0\0", 4));
    CHECK(state.substr(24, 32) == engine.config_digest());
}

TEST_CASE("No beginning of a state is a state, and it is said that it is cut short") {
    const Engine engine = engine_of(kKeyed);
    const std::string state = sample(engine).serialise();
    for (std::size_t size = 1; size < state.size(); ++size) {
        REQUIRE(says(refusal(engine, std::string_view(state).substr(0, size)), "cut short"));
    }
    CHECK(says(refusal(engine, ""), "not the state of a roll-up"));
    CHECK(says(refusal(engine, "{\"by\": []}"), "not the state of a roll-up"));
    CHECK(says(refusal(engine, state + "x"), "bytes follow"));
}

TEST_CASE("A state with any byte changed is refused") {
    const Engine engine = engine_of(kKeyed);
    const std::string state = sample(engine).serialise();
    for (std::size_t at = 0; at < state.size(); ++at) {
        std::string other = state;
        other[at] = static_cast<char>(other[at] ^ 1);
        CHECK_FALSE(Rollup::deserialise(engine, other).ok());
    }
    std::string altered = state;
    altered[state.size() / 2] ^= 1;
    CHECK(says(refusal(engine, altered), "checksum"));
}

TEST_CASE("A later version and another configuration are named as such") {
    const Engine engine = engine_of(kKeyed);
    std::string state = sample(engine).serialise();
    CHECK(says(refusal(engine_of("{}"), state), "another configuration"));
    state[8] = 2;
    CHECK(says(refusal(engine, state), "version 2"));
    state[8] = 0;
    CHECK(says(refusal(engine, state), "altered"));
}

TEST_CASE("A forged state is refused, or is one that could have been written") {
    const Engine engine = engine_of(kKeyed);
    const std::string state = sample(engine).serialise();
    int refused = 0;
    for (std::size_t at = 20; at < state.size() - 8; ++at) {
        for (const int byte : {0, 1, 2, 0x7F, 0x80, 0xFF}) {
            const std::string other = forged(state, at, static_cast<char>(byte));
            const Result<Rollup> read = Rollup::deserialise(engine, other);
            if (!read) {
                ++refused;
                continue;
            }
            REQUIRE(read->serialise() == other);
        }
    }
    CHECK(refused > 1000);
}

TEST_CASE("Roll-ups of other dimensions or configurations are not merged") {
    const Engine engine = engine_of(kKeyed);
    const Engine other = engine_of("{}");
    Rollup rollup = sample(engine);
    const auto refused = [&rollup](const Rollup& with) {
        const Status merged = rollup.merge(with);
        REQUIRE_FALSE(merged.ok());
        CHECK(merged.error().code == ErrorCode::invalid_argument);
        return merged.error().message;
    };
    CHECK(says(refused(Rollup::create(other, {"cluster_id", "school_id"}, true).value()),
               "configurations"));
    CHECK(says(refused(sample(engine, {"school_id"})), "dimensions"));
    CHECK(says(refused(sample(engine, {"cluster_id", "school_id"}, false)), "totals"));
    Rollup full = Rollup::create(engine, {"cluster_id", "school_id"}, true).value();
    full.count_rejected(std::int64_t{1} << 60);
    REQUIRE(rollup.merge(full).ok());
    CHECK(rollup.merge(full).error().code == ErrorCode::out_of_range);
    Rollup twice = sample(engine);
    REQUIRE(twice.merge(twice).ok());
    Rollup copies = sample(engine);
    REQUIRE(copies.merge(sample(engine)).ok());
    CHECK(twice.serialise() == copies.serialise());
}
