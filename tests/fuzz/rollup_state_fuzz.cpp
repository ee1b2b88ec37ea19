// States of roll-ups: bytes that are accepted are those that would be written again, and their rows
// can be shown. The first byte chooses the configuration (its lowest bit: with an id_key), and
// whether the rest is a whole state (the next bit) or what follows the digest in a body, which then
// gets a header and a checksum, so that the fuzzer sees more than a checksum that does not fit.
#include <cmath>
#include <string>

#include "effaith/io/config_reader.hpp"
#include "effaith/rollup.hpp"
#include "fuzz_support.hpp"
#include "rollup_state.hpp"

namespace {

using namespace effaith;
using fuzz::require;

const Engine& engine_of(bool keyed) {
    static const std::string kRest = R"("hierarchy": ["cluster_id", "school_id"]})";
    static const Engine kPlain = Engine::create(read_config("{" + kRest).value()).value();
    static const Engine kKeyed =
        Engine::create(
            read_config(R"({"id_key": "00112233445566778899aabbccddeeff",)" + kRest).value())
            .value();
    return keyed ? kKeyed : kPlain;
}

void append(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i)
        out += static_cast<char>(static_cast<unsigned char>(value >> (8U * i)));
}

/// The state whose body is the configuration's digest and `rest`.
std::string state_around(const Engine& engine, std::string_view rest) {
    const std::string& digest = engine.config_digest();
    std::string state(kStateMagic);
    append(state, kStateVersion, 4);
    append(state, 4 + digest.size() + rest.size(), 8);
    append(state, digest.size(), 4);
    (state += digest) += rest;
    append(state, siphash(kStateKey, state), 8);
    return state;
}

void show(const Rollup& rollup) {
    for (const RollupRow& row : rollup.rows()) {
        require(row.key.size() == row.level, "a row has a key part for each of its dimensions");
        for (const GroupFigure& figure : group_figures()) {
            const FigureValue value = figure.of(*row.totals);
            require(std::isfinite(value.real), "a figure is a number, or none", figure.name);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const Engine& engine = engine_of((data[0] & 1U) != 0);
    const std::string_view rest = fuzz::text_of(data + 1, size - 1);
    const bool whole = (data[0] & 2U) != 0;
    const std::string state = whole ? std::string(rest) : state_around(engine, rest);
    Result<Rollup> rollup = Rollup::deserialise(engine, state);
    if (!rollup) {
        fuzz::require_readable(rollup.error());
        return 0;
    }
    require(rollup->serialise() == state, "a state that is accepted is written again the same");
    show(*rollup);
    Rollup merged = Rollup::create(engine, rollup->by(), rollup->has_totals()).value();
    require(merged.merge(*rollup).ok(), "a state is merged into nothing");
    require(merged.serialise() == state, "a state merged into nothing is the state");
    if (merged.merge(*rollup).ok()) {
        show(merged);
        const Result<Rollup> again = Rollup::deserialise(engine, merged.serialise());
        require(again.ok(), "twice a state is a state");
    }
    return 0;
}
