// Releases: tables that may leave the building.
#include "columns/rollup_run.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/disclosure_documents.hpp"
#include "options.hpp"
#include "rollup_handles.hpp"
#include "structs.hpp"

struct effaith_release {
    static constexpr effaith::capi::Tag kTag = effaith::capi::Tag::release;
    effaith::capi::Tag tag = kTag;
    effaith::capi::SharedEngine parts;
    std::vector<effaith::Rollup> rollups;  ///< copies; the tables look into them
    std::vector<effaith::ProtectedRollup> tables;
};

namespace effaith::capi {
namespace {

Result<DisclosureRules> rules_of(const EngineParts& parts, const char* rules, std::size_t size) {
    const auto text = text_of(rules, size, "rules");
    if (!text) return text.error();
    if (text->empty()) return parts.engine.config().disclosure;
    return read_disclosure_rules(*text);
}

Result<const ProtectedRollup*> table_of(const effaith_release* release, std::size_t table) {
    if (!is_live(release)) return misuse("release is no release.", "release");
    if (table < release->tables.size()) return &release->tables[table];
    return misuse("The release has " + std::to_string(release->tables.size()) +
                      " tables, counted from 0; there is none at " + std::to_string(table) + ".",
                  "table");
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_release_create(const effaith_rollup* const* rollups, size_t n,
                                                   const char* rules, size_t rules_size,
                                                   effaith_release** release,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (rollups == nullptr || n == 0) return misuse("There is no roll-up.", "rollups");
        if (release == nullptr) return misuse("release is NULL.", "release");
        for (std::size_t i = 0; i < n; ++i) {
            if (const Status usable = check_rows(rollups[i]); !usable) return usable;
            if (rollups[i]->parts != rollups[0]->parts)
                return misuse("The roll-ups of a release are of one engine.", "rollups");
        }
        auto made = std::make_unique<effaith_release>();
        made->parts = rollups[0]->parts;
        const Result<DisclosureRules> asked = rules_of(*made->parts, rules, rules_size);
        if (!asked) return asked.error();
        made->rollups.reserve(n);
        std::vector<const Rollup*> tables;
        for (std::size_t i = 0; i < n; ++i) {
            made->rollups.push_back(rollups[i]->state);
            tables.push_back(&made->rollups.back());
        }
        auto protected_tables = effaith::release(tables, *asked);
        if (!protected_tables) return protected_tables.error();
        made->tables = std::move(*protected_tables);
        *release = made.release();
        return Done{};
    });
}

void EFFAITH_CALL effaith_release_destroy(effaith_release* release) {
    destroy(release);
}

effaith_status EFFAITH_CALL effaith_release_document(const effaith_release* release, size_t table,
                                                     const effaith_options* given, char** text,
                                                     size_t* size, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto found = table_of(release, table);
        if (!found) return found.error();
        if (const Status place = check_place(text, size); !place) return place;
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        return give_text(rollup_document(**found, release->parts->language, options->format), text,
                         size);
    });
}

effaith_status EFFAITH_CALL effaith_release_columns(const effaith_release* release, size_t table,
                                                    const effaith_options* given,
                                                    struct ArrowArrayStream* rows,
                                                    effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto found = table_of(release, table);
        if (!found) return found.error();
        if (rows == nullptr) return misuse("rows is NULL.", "rows");
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        export_rows(**found, options->columns.decimals, rows);
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_release_rows(const effaith_release* release, size_t table,
                                                 effaith_rows** rows, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto found = table_of(release, table);
        if (!found) return found.error();
        if (rows == nullptr) return misuse("rows is NULL.", "rows");
        auto made = std::make_unique<effaith_rows>();
        made->dimensions = (*found)->rollup().by().size();
        for (std::size_t i = 0; i < (*found)->rows().size(); ++i) {
            const RollupRow& row = (*found)->rows()[i];
            effaith_rows::Row& out = made->rows.emplace_back();
            out.key.assign(row.key.begin(),
                           row.key.begin() + static_cast<std::ptrdiff_t>(row.level));
            for (std::size_t figure = 0; figure < group_figures().size(); ++figure)
                out.figures.push_back((*found)->figure(i, figure));
        }
        *rows = made.release();
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_release_report(const effaith_release* release, int32_t format,
                                                   int32_t* safe, char** text, size_t* size,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(release)) return misuse("release is no release.", "release");
        if (const Status place = check_place(text, size); !place) return place;
        const Result<DocumentFormat> asked = format_of(format);
        if (!asked) return asked.error();
        DisclosureReport report;
        for (const ProtectedRollup& table : release->tables)
            add(report, table.report());
        const Status given =
            give_text(report_document(report, release->parts->language, *asked), text, size);
        if (given && safe != nullptr) *safe = report.safe() ? 1 : 0;
        return given;
    });
}

effaith_status EFFAITH_CALL effaith_table_protect(const effaith_engine* engine, const char* table,
                                                  size_t table_size, const char* rules,
                                                  size_t rules_size, char** text, size_t* size,
                                                  effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, size); !place) return place;
        const auto document = text_of(table, table_size, "table");
        if (!document) return document.error();
        const Result<DisclosureRules> asked = rules_of(*engine->parts, rules, rules_size);
        if (!asked) return asked.error();
        const Result<std::string> answer = protect_document(*document, *asked);
        if (!answer) return answer.error();
        return give_text(*answer, text, size);
    });
}

effaith_status EFFAITH_CALL effaith_table_audit(const effaith_engine* engine, const char* table,
                                                size_t table_size, int32_t format, int32_t* safe,
                                                char** text, size_t* size, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, size); !place) return place;
        const auto document = text_of(table, table_size, "table");
        if (!document) return document.error();
        const Result<DocumentFormat> asked = format_of(format);
        if (!asked) return asked.error();
        const auto audit = audit_published(*document, engine->parts->language, *asked);
        if (!audit) return audit.error();
        const Status given = give_text(audit->document, text, size);
        if (given && safe != nullptr) *safe = audit->safe ? 1 : 0;
        return given;
    });
}
