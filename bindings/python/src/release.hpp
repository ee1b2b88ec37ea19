// Tables that may leave the building, with copies of the roll-ups that they look into.
#pragma once

#include <string>
#include <vector>

#include "effaith/disclosure.hpp"
#include "engine.hpp"
#include "tables.hpp"

namespace effaith::python {

class Release {
  public:
    /// `rules` is JSON; empty for those of the configuration.
    Release(SharedEngine engine, std::vector<Rollup> rollups, const std::string& rules);
    Release(const Release&) = delete;
    Release& operator=(const Release&) = delete;

    std::size_t size() const { return tables_.size(); }
    Table rows(std::size_t which, bool exact) const;
    std::string document(std::size_t which, const std::string& format) const;
    std::string report(bool as_json) const;

  private:
    const ProtectedRollup& table(std::size_t which) const;

    SharedEngine engine_;
    std::vector<Rollup> rollups_;
    std::vector<ProtectedRollup> tables_;
};

void register_release(py::module_& module);

}  // namespace effaith::python
