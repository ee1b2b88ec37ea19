// Documents of quality assurance: read, written, and made into review packs of every level, beside
// records that they are about.
#include "effaith/io/review.hpp"
#include "practice_fuzz.hpp"

namespace {

constexpr std::string_view kRecords =
    "Record ID,Learner ID,School,Cluster,Local authority,Intervention,Type of support,Frequency,"
    "Length of session (hours),Start,End,Sessions attended,Score for Outcome vs Target\n"
    "S1-1,L1,S1,C1,A1,Talk Time,speech and language,Weekly,0.5,2023-09,2023-12,10,Green\n"
    "S1-2,L2,S1,C1,A1,Talk Time,speech and language,Weekly,0.5,2023-09,2023-12,9,Amber\n"
    "S2-1,L3,S2,C1,A1,Talk Time,speech and language,Weekly,0.5,2023-09,2023-12,8,Red\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    const std::string_view json = fuzz::text_of(data, size);
    for (const std::string_view review :
         {R"({"level":"school","unit":"S1","seed":3})", R"({"level":"cluster","rounding":"5"})",
          R"({"level":"authority","threshold":2})"}) {
        fuzz::check_document<practice::Quality>(json, {"review_pack"}, {kRecords, review});
    }
    return 0;
}
