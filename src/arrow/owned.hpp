// Whoever holds a structure of the Arrow C interfaces releases it, once.
//
// An ArrowOwned holds an ArrowSchema, an ArrowArray or an ArrowArrayStream and calls its release
// callback when it goes. Moving it, or taking a structure from a caller, leaves a released one
// behind, as the interface asks.
#pragma once

#include <utility>

#include "effaith/arrow_c.h"

namespace effaith {

template <class Structure>
class ArrowOwned {
  public:
    ArrowOwned() = default;
    /// Takes what `*from` holds; `*from` is a released structure afterwards.
    explicit ArrowOwned(Structure* from) : held_(*from) { from->release = nullptr; }
    ArrowOwned(ArrowOwned&& other) noexcept : held_(other.held_) { other.held_.release = nullptr; }
    ArrowOwned& operator=(ArrowOwned&& other) noexcept {
        if (this == &other) return *this;
        reset();
        held_ = std::exchange(other.held_, Structure{});
        return *this;
    }
    ArrowOwned(const ArrowOwned&) = delete;
    ArrowOwned& operator=(const ArrowOwned&) = delete;
    ~ArrowOwned() { reset(); }

    bool empty() const { return held_.release == nullptr; }
    const Structure& operator*() const { return held_; }
    const Structure* operator->() const { return &held_; }
    /// The structure, for a callback to fill or to use.
    Structure* get() { return &held_; }

    /// Releases what is held.
    void reset() {
        if (held_.release != nullptr) held_.release(&held_);
        held_ = Structure{};
    }
    /// Gives what is held to a caller, whose structure is written over.
    void give(Structure* to) { *to = std::exchange(held_, Structure{}); }

  private:
    Structure held_{};
};

}  // namespace effaith
