// A program on the headers up to the figures, which need no library.
#include <effaith/impact.hpp>

int main() {
    effaith::ImpactInputs inputs;
    inputs.dosage.session_hours = effaith::Hours::from_raw(5000);
    inputs.dosage.sessions_attended = 11;
    effaith::Impact impact;
    if (effaith::impact_of(inputs, impact) != effaith::ImpactOverflow::none) return 1;
    return impact.dosage->hours_received == effaith::Hours::from_raw(55000) ? 0 : 1;
}
