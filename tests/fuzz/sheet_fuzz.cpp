// Intervention sheets: read, written, checked, turned into records and evaluated.
#include "practice_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    fuzz::check_document<practice::Sheet>(fuzz::text_of(data, size),
                                          {"sheet_check", "sheet_records", "sheet_evaluate"});
    return 0;
}
