// What the cases of cases.txt speak of: one value of each type, by the name of what it is.
// Included once by each case, and precompiled; so it has no include guard.

#include <string>
#include <vector>

#include "effaith/cost.hpp"
#include "effaith/frequency.hpp"

namespace effaith {

extern Hours hours;
extern Sessions sessions;
extern Score score;
extern Episodes episodes;
extern Money money;
extern HourlyRate rate;
extern Parameter parameter;
extern DayCount days;
extern WeekCount weeks;
extern LearnerCount learners;
extern Exact exact;

extern Date date;
extern Month month;
extern PeriodEnd period_end;
extern Days window;
extern Windows windows;
extern WeekdaySet weekdays;
extern SchoolDays school_days;
extern const Calendar calendar;
extern ScheduleQuestion question;

Result<Hours> read_hours();
Status check();
void take_money(Money);
void take_error_number(int);

}  // namespace effaith
