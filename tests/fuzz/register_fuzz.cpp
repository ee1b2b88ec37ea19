// Registers: read, written, and made into provision maps.
#include "practice_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    fuzz::check_document<practice::Register>(fuzz::text_of(data, size), {"provision_map"});
    return 0;
}
