/* A program in C on an installed library. */
#include <effaith.h>
#include <stdio.h>

int main(void) {
    effaith_engine *engine = NULL;
    int64_t days = 0;
    const effaith_text any_school = {NULL, 0};
    if (effaith_abi_version() != EFFAITH_ABI_VERSION) return 1;
    if (effaith_engine_create(NULL, 0, &engine, NULL) != EFFAITH_OK) return 1;
    if (effaith_calendar_count(engine, any_school, 20230901, 20231231, &days, NULL, NULL) !=
        EFFAITH_OK)
        return 1;
    effaith_engine_destroy(engine);
    printf("%d school days\n", (int)days);
    return days == 75 ? 0 : 1;
}
