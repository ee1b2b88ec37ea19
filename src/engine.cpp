#include "effaith/engine.hpp"

#include <utility>

#include "effaith/text_key.hpp"
#include "engine_tables.hpp"
#include "record_analyser.hpp"

namespace effaith {

void RecordAnalysis::clear() {
    issues.clear();
    impact = {};
    outcome.reset();
    measure = nullptr;
    support_type = {};
    intervention = {};
    role_names = {};
    different_roles = 0;
    codes = {};
    calendar = nullptr;
    windows = {};
    counted = {};
    running = false;
    roles = 0;
    rates = {};
    inputs = {};
}

Result<Engine> Engine::create(Config config) {
    const Result<const EngineTables*> tables = EngineTables::make(std::move(config));
    if (!tables) return tables.error();
    return Engine(*tables);
}

Engine::Engine(Engine&& other) noexcept : tables_(std::exchange(other.tables_, nullptr)) {}

Engine& Engine::operator=(Engine&& other) noexcept {
    std::swap(tables_, other.tables_);
    return *this;
}

Engine::~Engine() {
    delete tables_;
}

const Config& Engine::config() const {
    return tables_->config();
}
const std::string& Engine::config_digest() const {
    return tables_->digest();
}
const Calendar& Engine::calendar() const {
    return tables_->calendar();
}
const Calendar& Engine::calendar_of(std::string_view school_id) const {
    return tables_->calendar_of(school_id);
}

const Measure* Engine::measure_of(const Record& record) const {
    const std::string_view named = trimmed(record.measure);
    if (!named.empty()) return tables_->measure(named);
    const CatalogueEntry* entry = tables_->catalogue(record.intervention);
    return entry == nullptr || entry->measure.empty() ? nullptr : tables_->measure(entry->measure);
}

void Engine::analyse(const Record& record, RecordAnalysis& out) const {
    analyse_record(*tables_, record, out);
}

}  // namespace effaith
