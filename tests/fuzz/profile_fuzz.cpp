// Pupil profiles: read, written, put on a time line, and made into transitions.
#include "effaith/io/profile.hpp"
#include "practice_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    constexpr fuzz::Beside kBeside{
        "id,learner_id,school_id,support_type,delivered_by,learners_per_session,frequency,"
        "session_hours,started,ended,sessions_attended,outcome,house\n"
        "r1,L1,S1,speech,Teacher,1,weekly,0.5,2023-09-04,2023-12-22,4,green,Oak\n"
        "sheet-1:L1,L1,S1,speech,Teacher,1,weekly,0.5,2023-09-04,2023-12-22,4,red,\n",
        R"({"to_school": "S9", "consent": {"given_by": "Parent", "date": "2023-12-01",
            "purpose": "Support", "covers": ["sheets", "records", "needs", "views"]},
            "leave_out": [{"part": "needs", "reason": "Asked"}]})"};
    fuzz::check_document<practice::Profile>(fuzz::text_of(data, size),
                                            {"profile", "transition_make"}, kBeside);
    return 0;
}
