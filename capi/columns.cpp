// Columns as Arrow streams: the call.
#include "effaith/io/columns.hpp"

#include <cerrno>

#include "effaith/io/evidence.hpp"
#include "options.hpp"

namespace effaith::capi {
namespace {

/// A stream that keeps the engine alive which it was made from.
struct KeptStream {
    ArrowArrayStream inner{};
    SharedEngine engine;

    KeptStream() = default;
    KeptStream(const KeptStream&) = delete;
    KeptStream& operator=(const KeptStream&) = delete;
    ~KeptStream() {
        if (inner.release != nullptr) inner.release(&inner);
    }

    static KeptStream& of(ArrowArrayStream* stream) {
        return *static_cast<KeptStream*>(stream->private_data);
    }
    static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
        ArrowArrayStream& inner = of(stream).inner;
        return inner.get_schema(&inner, out);
    }
    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        ArrowArrayStream& inner = of(stream).inner;
        return inner.get_next(&inner, out);
    }
    static const char* get_last_error(ArrowArrayStream* stream) {
        ArrowArrayStream& inner = of(stream).inner;
        return inner.get_last_error(&inner);
    }
    static void release(ArrowArrayStream* stream) {
        delete &of(stream);
        stream->private_data = nullptr;
        stream->release = nullptr;
    }
    static void give(std::unique_ptr<KeptStream> kept, ArrowArrayStream* out) {
        out->get_schema = get_schema;
        out->get_next = get_next;
        out->get_last_error = get_last_error;
        out->release = release;
        out->private_data = kept.release();
    }
};

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_columns_analyse(
    const effaith_engine* engine, struct ArrowArrayStream* records, const effaith_options* given,
    struct ArrowArrayStream* figures, struct ArrowArrayStream* issues, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (records == nullptr || records->release == nullptr)
            return misuse("records is NULL, or a stream that is released.", "records");
        if (figures == nullptr || issues == nullptr)
            return misuse("There is no place for an answer: a stream is NULL.");
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        auto kept_figures = std::make_unique<KeptStream>();
        auto kept_issues = std::make_unique<KeptStream>();
        kept_figures->engine = engine->parts;
        kept_issues->engine = engine->parts;
        const Status begun = analyse_columns(engine->parts->engine, records, options->columns,
                                             &kept_figures->inner, &kept_issues->inner);
        if (!begun) return begun;
        KeptStream::give(std::move(kept_figures), figures);
        KeptStream::give(std::move(kept_issues), issues);
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_columns_evidence(const effaith_engine* engine,
                                                     struct ArrowArrayStream* records,
                                                     const effaith_text* by, size_t n_by,
                                                     double level, const effaith_options* given,
                                                     struct ArrowArrayStream* rows,
                                                     effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (records == nullptr || records->release == nullptr)
            return misuse("records is NULL, or a stream that is released.", "records");
        if (rows == nullptr) return misuse("There is no place for the answer: rows is NULL.");
        Result<std::vector<std::string>> dimensions = read_dimensions(by, n_by);
        if (!dimensions) return dimensions.error();
        const Result<double> of_intervals = level_of(level);
        if (!of_intervals) return of_intervals.error();
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        const Result<Evidence> evidence = evidence_columns(
            engine->parts->engine, records, std::move(*dimensions), options->columns);
        if (!evidence) return evidence.error();
        export_evidence(*evidence, evidence->answer(*of_intervals), rows);
        return Done{};
    });
}
