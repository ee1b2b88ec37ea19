#include "arrow/producer.hpp"

#include <cerrno>
#include <exception>
#include <new>
#include <string>
#include <utility>

namespace effaith {
namespace {

/// What a stream's private_data is.
struct Exported {
    std::unique_ptr<ArrowProducer> producer;
    std::string last_error;
    bool ended = false;
    int failure = 0;  // a stream that failed goes on failing: its end would look like all there is
};

Exported& exported(ArrowArrayStream* stream) {
    return *static_cast<Exported*>(stream->private_data);
}

int number_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::cannot_read:
        case ErrorCode::cannot_write:
            return EIO;
        case ErrorCode::cancelled:
            return ECANCELED;
        default:
            return EINVAL;
    }
}

int failed(Exported& state, const Error& error) {
    state.last_error = describe(error);
    return number_of(error.code);
}

/// Runs what may throw, for a caller that speaks C.
template <class Call>
int guarded(Exported& state, const Call& call) noexcept {
    state.last_error.clear();
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (const std::exception& fault) {
        // Text that does not need memory to be kept is not certain to exist.
        try {
            state.last_error = fault.what();
        } catch (...) {
            return ENOMEM;
        }
        return EIO;
    } catch (...) {
        return EIO;
    }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    Exported& state = exported(stream);
    *out = {};
    return guarded(state, [&] {
        const Status status = state.producer->schema(out);
        return status ? 0 : failed(state, status.error());
    });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    Exported& state = exported(stream);
    *out = {};
    if (state.ended || state.failure != 0) return state.failure;
    state.failure = guarded(state, [&] {
        const Result<bool> more = state.producer->next(out);
        if (!more) return failed(state, more.error());
        state.ended = !*more;
        return 0;
    });
    return state.failure;
}

const char* get_last_error(ArrowArrayStream* stream) {
    const std::string& text = exported(stream).last_error;
    return text.empty() ? nullptr : text.c_str();
}

void release(ArrowArrayStream* stream) {
    delete static_cast<Exported*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace

void make_arrow_stream(std::unique_ptr<ArrowProducer> producer, ArrowArrayStream* out) {
    auto state = std::make_unique<Exported>();
    state->producer = std::move(producer);
    *out = {};
    out->get_schema = get_schema;
    out->get_next = get_next;
    out->get_last_error = get_last_error;
    out->release = release;
    out->private_data = state.release();
}

}  // namespace effaith
