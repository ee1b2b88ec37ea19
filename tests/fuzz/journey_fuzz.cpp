// Journeys: read, written, and worked out.
#include "practice_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    fuzz::check_document<practice::Journey>(fuzz::text_of(data, size), {"journey_trend"});
    return 0;
}
