#include "rollup_state.hpp"

#include <algorithm>

#include "effaith/rollup.hpp"
#include "nearest_ratio.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

constexpr std::size_t kHeader = 8 + 4 + 8;  // magic, version, size
constexpr std::size_t kChecksum = 8;

Error bad_state(const std::string& message) {
    return one_line(Error{ErrorCode::bad_state, message, ""});
}

/// Appends numbers and texts.
class Bytes {
  public:
    void u8(std::uint8_t value) { out_ += static_cast<char>(value); }
    void u32(std::size_t value) { append(value, 4); }
    void u64(std::uint64_t value) { append(value, 8); }
    void i64(std::int64_t value) { append(static_cast<std::uint64_t>(value), 8); }
    void i128(const Int128& value) {
        WideSum sum;
        sum.add(value);
        u64(sum.limbs()[0]);
        u64(sum.limbs()[1]);
    }
    void i192(const WideSum& sum) {
        for (const std::uint64_t limb : sum.limbs())
            u64(limb);
    }
    void text(std::string_view value) {
        u32(value.size());
        raw(value);
    }
    void ids(const std::vector<std::uint64_t>& ids) {
        u64(ids.size());
        out_.reserve(out_.size() + 8 * ids.size());
        for (const std::uint64_t id : ids)
            u64(id);
    }
    void raw(std::string_view value) { out_ += value; }
    const std::string& bytes() const { return out_; }
    std::string take() { return std::move(out_); }

  private:
    void append(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i)
            out_ += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
    }
    std::string out_;
};

/// Takes numbers and texts from bytes. After something that is not there, or not as it has to be,
/// it has failed, and everything is zero or empty.
class Taker {
  public:
    explicit Taker(std::string_view bytes) : rest_(bytes) {}

    bool failed() const { return failed_; }
    bool at_end() const { return rest_.empty(); }
    /// Fails unless this holds.
    void need(bool holds) {
        if (holds || failed_) return;
        failed_ = true;
        rest_ = {};
    }

    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }
    std::int64_t i64() { return static_cast<std::int64_t>(number(8)); }
    bool yes_or_no() {
        const std::uint8_t value = u8();
        need(value <= 1);
        return value == 1;
    }
    /// A count from 0 to `most`.
    std::int64_t count(std::int64_t most) {
        const std::int64_t value = i64();
        need(value >= 0 && value <= most);
        return failed_ ? 0 : value;
    }
    /// A sum of at most `terms` numbers of 64 bits.
    Int128 sum(std::int64_t terms) {
        const std::uint64_t low = u64();
        const auto high = static_cast<std::int64_t>(u64());
        constexpr std::int64_t kFar = std::int64_t{1} << 61;
        need(high >= -kFar && high < kFar);
        if (failed_) return 0;
        const Int128 value = Int128(high) * (Int128(1) << 64) + Int128(low);
        const Int128 limit = Int128(terms) * (Int128(1) << 63);
        need(value >= -limit && value <= limit);
        return failed_ ? Int128(0) : value;
    }
    /// The same of numbers that are not negative.
    Int128 amount(std::int64_t terms) {
        const Int128 value = sum(terms);
        need(value >= 0);
        return value;
    }
    /// A sum of at most `terms` products of two numbers of 64 bits.
    WideSum products(std::int64_t terms) {
        const std::uint64_t low = u64();
        const std::uint64_t middle = u64();
        const WideSum value = WideSum::of({low, middle, u64()});
        const Wide limit = Wide(terms) << 126;
        need(wide(value) >= -limit && wide(value) <= limit);
        return failed_ ? WideSum() : value;
    }
    WideSum squares(std::int64_t terms) {
        const WideSum value = products(terms);
        need(!value.is_negative());
        return value;
    }
    std::string text() {
        const std::size_t size = u32();
        need(size <= rest_.size());
        return failed_ ? std::string() : std::string(take(size));
    }
    /// How many items of at least `least` bytes follow; no more than there are bytes for.
    std::size_t items(std::uint64_t count, std::size_t least) {
        need(count <= rest_.size() / least);
        return failed_ ? 0 : static_cast<std::size_t>(count);
    }
    std::vector<std::uint64_t> ids(std::size_t count) {
        std::vector<std::uint64_t> ids(count);
        for (std::uint64_t& id : ids)
            id = u64();
        for (std::size_t i = 1; i < ids.size(); ++i)
            need(ids[i - 1] < ids[i]);
        return ids;
    }

  private:
    std::string_view take(std::size_t size) {
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    std::uint64_t number(std::size_t size) {
        need(size <= rest_.size());
        if (failed_) return 0;
        std::uint64_t value = 0;
        const std::string_view bytes = take(size);
        for (std::size_t i = 0; i < size; ++i)
            value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
        return value;
    }
    std::string_view rest_;
    bool failed_ = false;
};

/// The body between header and checksum, where both are as they have to be.
Result<std::string_view> body_of(std::string_view state) {
    const std::string_view magic = state.substr(0, kStateMagic.size());
    if (magic.empty() || kStateMagic.substr(0, magic.size()) != magic) {
        return bad_state("These bytes are not the state of a roll-up.");
    }
    const auto cut_short = [&state](const std::string& of) {
        return bad_state("The state of the roll-up is cut short: it has " +
                         std::to_string(state.size()) + " bytes" + of + ".");
    };
    if (state.size() < kHeader) return cut_short("");
    Taker header(state.substr(kStateMagic.size()));
    const std::uint32_t version = header.u32();
    if (version > kStateVersion) {
        return bad_state("The state of the roll-up has version " + std::to_string(version) +
                         " of the format, and this library reads version " +
                         std::to_string(kStateVersion) + ": a later library wrote it.");
    }
    const std::uint64_t size = header.u64();
    const std::size_t rest = state.size() - kHeader;
    if (rest < kChecksum || size > rest - kChecksum) {
        return cut_short(size < (std::uint64_t{1} << 62)
                             ? " of " + std::to_string(size + kHeader + kChecksum)
                             : "");
    }
    if (size < rest - kChecksum) {
        return bad_state("The state of the roll-up was altered: bytes follow its end.");
    }
    const std::string_view before = state.substr(0, state.size() - kChecksum);
    Taker checksum(state.substr(before.size()));
    if (version == 0 || checksum.u64() != siphash(kStateKey, before)) {
        return bad_state("The state of the roll-up was altered: its checksum does not fit.");
    }
    return before.substr(kHeader);
}

}  // namespace

/// Writes the body of a state.
class StateWriter {
  public:
    explicit StateWriter(const Rollup& rollup) : rollup_(rollup), config_(config()) {
        for (std::size_t i = 0; i < rollup.columns_.size(); ++i)
            sorted_.push_back(i);
        std::sort(sorted_.begin(), sorted_.end(), [&rollup](std::size_t a, std::size_t b) {
            return rollup.columns_[a].name < rollup.columns_[b].name;
        });
    }

    std::string body() {
        head();
        columns();
        parents();
        for (const std::size_t level : rollup_.kept_levels_)
            groups(rollup_.groups_.at(level));
        return out_.take();
    }

  private:
    const Config& config() const { return rollup_.engine_->config(); }

    void head() {
        out_.text(rollup_.engine_->config_digest());
        out_.u8(rollup_.totals_ ? 1 : 0);
        out_.u32(rollup_.by_.size());
        for (const std::string& name : rollup_.by_)
            out_.text(name);
        out_.u8(config_.id_key.empty() ? 0 : 1);
        out_.i64(rollup_.analysed_);
        out_.i64(rollup_.rejected_);
        out_.i64(rollup_.comparison_);
    }
    void columns() {
        out_.u32(sorted_.size());
        for (const std::size_t i : sorted_) {
            const auto& column = rollup_.columns_[i];
            out_.text(column.name);
            const bool numeric = column.any && column.numeric;
            out_.u8(static_cast<std::uint8_t>((column.any ? 1U : 0U) + (numeric ? 2U : 0U)));
        }
    }
    void parents() {
        out_.u64(rollup_.parents_.size());
        for (const auto& [child, parent] : rollup_.parents_) {
            out_.text(child.year);
            out_.u32(child.level);
            out_.text(child.name);
            out_.text(parent);
        }
    }
    void groups(const Rollup::Groups& groups) {
        const auto filled = std::count_if(groups.begin(), groups.end(), [](const auto& group) {
            return group.second.records() > 0;
        });
        out_.u64(static_cast<std::uint64_t>(filled));
        for (const auto& [key, totals] : groups) {
            if (totals.records() == 0) continue;
            for (const KeyPart& part : key) {
                out_.u8(part ? 1 : 0);
                if (part) out_.text(*part);
            }
            write(totals);
        }
    }
    void write(const GroupTotals& t) {
        for (const std::int64_t n : t.outcomes_by_cost)
            out_.i64(n);
        write(t.learners);
        for (const Int128& sum : {t.scheduled, t.attended, t.hours_planned, t.hours_received,
                                  t.staff_hours, t.uncosted_hours, t.staff_cost, t.capital_cost})
            out_.i128(sum);
        out_.i192(t.hours_received_squared);
        out_.i64(t.censored);
        out_.u8(static_cast<std::uint8_t>(t.roles.size()));
        for (const std::uint64_t role : t.roles)
            out_.u64(role);
        write_carried(t.carried);
        write_measures(t.measures);
    }
    void write(const LearnerSets& learners) {
        for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
            out_.i64(learners.unidentified_in(1U << slot));
        if (config_.id_key.empty()) return;
        for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
            out_.ids(learners.in_slot(slot));
    }
    void write_carried(const std::vector<CarriedTotal>& carried) {
        Bytes items;
        std::size_t count = 0;
        for (std::size_t place = 0; place < sorted_.size(); ++place) {
            const std::size_t i = sorted_[place];
            const auto& column = rollup_.columns_[i];
            const bool kept = i < carried.size() && carried[i].n > 0 && column.numeric &&
                              !rollup_.is_dimension(column.name);
            if (!kept) continue;
            ++count;
            items.u32(place);
            items.i64(carried[i].n);
            items.i128(carried[i].sum);
        }
        out_.u32(count);
        out_.raw(items.bytes());
    }
    void write_measures(const std::map<std::string, MeasureTotals, std::less<>>& measures) {
        out_.u32(measures.size());
        for (const auto& [id, m] : measures) {
            out_.text(id);
            out_.i64(m.records);
            out_.i64(m.pairs);
            for (const Int128& sum : {m.baseline, m.actual, m.gain})
                out_.i128(sum);
            for (const WideSum& sum : {m.baseline_squared, m.actual_squared, m.baseline_by_actual})
                out_.i192(sum);
            for (const std::int64_t n : {m.with_target, m.targets_met, m.ratio_gains})
                out_.i64(n);
            out_.i192(m.ratio_gain_sum);
            for (const std::int64_t n : m.reliable_change)
                out_.i64(n);
            out_.i64(m.costed_gains);
            out_.i128(m.costed_gain);
            out_.i128(m.cost_of_gain);
        }
    }

    const Rollup& rollup_;
    const Config& config_;
    std::vector<std::size_t> sorted_;  // the columns by their names
    Bytes out_;
};

/// Reads the body of a state, and holds it against the one form that a state has.
class StateReader {
  public:
    StateReader(const Engine& engine, std::string_view body) : engine_(engine), in_(body) {}

    Result<Rollup> read() {
        if (in_.text() != engine_.config_digest()) {
            return bad_state("The roll-up was made with another configuration.");
        }
        const bool totals = in_.yes_or_no();
        const std::size_t dimensions = in_.items(in_.u32(), 4);
        std::vector<std::string> by;
        for (std::size_t i = 0; i < dimensions; ++i)
            by.push_back(in_.text());
        Result<Rollup> rollup = Rollup::create(engine_, std::move(by), totals);
        if (rollup) fill(*rollup);
        if (!rollup || in_.failed() || !in_.at_end()) {
            return bad_state(
                "The state of the roll-up was altered: it is not in the form that states have.");
        }
        return rollup;
    }

  private:
    void fill(Rollup& rollup) {
        const bool keyed = !engine_.config().id_key.empty();
        in_.need(in_.yes_or_no() == keyed);
        rollup.analysed_ = in_.count(kMostRecords);
        rollup.rejected_ = in_.count(kMostRecords);
        rollup.comparison_ = in_.count(rollup.analysed_);
        most_ = rollup.analysed_ - rollup.comparison_;
        columns(rollup);
        parents(rollup);
        for (const std::size_t level : rollup.kept_levels_)
            groups(rollup, level);
        rollup.learners_known_ = keyed || most_ == 0;
    }
    void columns(Rollup& rollup) {
        const std::size_t count = in_.items(in_.u32(), 5);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string name = in_.text();
            in_.need(i == 0 || rollup.columns_.back().name < name);
            const std::uint8_t flags = in_.u8();
            in_.need(flags <= 3 && flags != 2);
            // Where there is no value yet, those that come may be numbers.
            rollup.columns_.push_back({name, flags != 0, flags != 1});
        }
    }
    void parents(Rollup& rollup) {
        const std::size_t count = in_.items(in_.u64(), 16);
        for (std::size_t i = 0; i < count && !in_.failed(); ++i) {
            Rollup::Child child;
            child.year = in_.text();
            child.level = in_.u32();
            child.name = in_.text();
            in_.need(child.level > 0 && child.level < engine_.config().hierarchy.size());
            in_.need(!child.name.empty());
            in_.need(i == 0 || rollup.parents_.rbegin()->first < child);
            std::string parent = in_.text();
            in_.need(!parent.empty());
            rollup.parents_.emplace_hint(rollup.parents_.end(), std::move(child),
                                         std::move(parent));
        }
    }
    void groups(Rollup& rollup, std::size_t level) {
        Rollup::Groups& groups = rollup.groups_[level];
        const std::size_t count = in_.items(in_.u64(), kLeastGroup);
        std::int64_t records = 0;
        for (std::size_t i = 0; i < count && !in_.failed(); ++i) {
            std::vector<KeyPart> key = read_key(level);
            in_.need(i == 0 || KeyOrder()(groups.rbegin()->first, key));
            const auto added = groups.emplace_hint(groups.end(), std::move(key), GroupTotals());
            read(rollup, added->second);
            records += added->second.records();
            // Under `role` a record counts in up to three groups.
            in_.need(records <= static_cast<std::int64_t>(kMostRoles) * most_);
        }
    }
    std::vector<KeyPart> read_key(std::size_t level) {
        std::vector<KeyPart> key(level);
        for (KeyPart& part : key) {
            if (!in_.yes_or_no()) continue;
            part = in_.text();
            in_.need(!part->empty());
        }
        return key;
    }
    void read(const Rollup& rollup, GroupTotals& t) {
        std::int64_t left = most_;
        for (std::int64_t& n : t.outcomes_by_cost) {
            n = in_.count(left);
            left -= n;
        }
        const std::int64_t records = t.records();
        in_.need(records > 0);
        read_learners(t);
        for (Int128* sum : {&t.scheduled, &t.attended, &t.hours_planned, &t.hours_received,
                            &t.staff_hours, &t.uncosted_hours})
            *sum = in_.amount(records);
        in_.need(t.uncosted_hours <= t.hours_received);
        t.staff_cost = in_.amount(t.costed());
        t.capital_cost = in_.amount(t.costed());
        t.hours_received_squared = in_.squares(records);
        t.censored = in_.count(records);
        const std::uint8_t roles = in_.u8();
        in_.need(roles <= (t.costed() > 0 ? 3 : 0));
        t.roles = in_.ids(in_.failed() ? 0 : roles);
        read_carried(rollup, t);
        read_measures(t);
    }
    void read_learners(GroupTotals& t) {
        for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
            t.learners.add_unidentified(slot, in_.count(t.outcomes_by_cost[slot]));
        if (engine_.config().id_key.empty()) return t.learners.forget();
        for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot) {
            const std::int64_t identified =
                t.outcomes_by_cost[slot] - t.learners.unidentified_in(1U << slot);
            t.learners.set_slot(slot, read_ids(identified));
        }
    }
    std::vector<std::uint64_t> read_ids(std::int64_t most) {
        const std::size_t count = in_.items(in_.u64(), 8);
        in_.need(count <= static_cast<std::uint64_t>(most));
        return in_.ids(in_.failed() ? 0 : count);
    }
    void read_carried(const Rollup& rollup, GroupTotals& t) {
        const std::size_t count = in_.items(in_.u32(), 28);
        std::size_t least = 0;
        for (std::size_t i = 0; i < count && !in_.failed(); ++i) {
            const std::size_t place = in_.u32();
            in_.need(place >= least && place < rollup.columns_.size());
            const std::int64_t n = in_.count(t.records());
            const Int128 sum = in_.sum(n);
            in_.need(n > 0);
            if (in_.failed()) return;
            const auto& column = rollup.columns_[place];
            in_.need(column.any && column.numeric && !rollup.is_dimension(column.name));
            t.add_carried(place, n, sum);
            least = place + 1;
        }
    }
    void read_measures(GroupTotals& t) {
        const std::size_t count = in_.items(in_.u32(), kLeastMeasure);
        std::int64_t left = t.records();
        for (std::size_t i = 0; i < count && !in_.failed(); ++i) {
            std::string id = in_.text();
            in_.need(i == 0 || t.measures.rbegin()->first < id);
            MeasureTotals& m =
                t.measures.emplace_hint(t.measures.end(), std::move(id), MeasureTotals())->second;
            m.records = in_.count(left);
            in_.need(m.records > 0);
            left -= m.records;
            read(m);
        }
    }
    void read(MeasureTotals& m) {
        m.pairs = in_.count(m.records);
        for (Int128* sum : {&m.baseline, &m.actual, &m.gain})
            *sum = in_.sum(m.pairs);
        m.baseline_squared = in_.squares(m.pairs);
        m.actual_squared = in_.squares(m.pairs);
        m.baseline_by_actual = in_.products(m.pairs);
        m.with_target = in_.count(m.records);
        m.targets_met = in_.count(m.with_target);
        m.ratio_gains = in_.count(m.pairs);
        m.ratio_gain_sum = in_.products(m.ratio_gains);
        std::int64_t left = m.pairs;
        for (std::int64_t& n : m.reliable_change) {
            n = in_.count(left);
            left -= n;
        }
        m.costed_gains = in_.count(m.pairs);
        m.costed_gain = in_.sum(m.costed_gains);
        m.cost_of_gain = in_.amount(2 * m.costed_gains);
    }

    // No list is longer than the bytes left for items of this size.
    static constexpr std::size_t kLeastMeasure = 4 + 2 * 8 + 3 * 16 + 3 * 24 + 3 * 8;
    static constexpr std::size_t kLeastGroup = 8 * 8 + 2 * 8 + 8 * 16 + 24 + 8 + 1 + 4 + 4;

    const Engine& engine_;
    Taker in_;
    std::int64_t most_ = 0;  // records of interventions
};

std::string Rollup::serialise() const {
    const std::string body = StateWriter(*this).body();
    Bytes state;
    state.raw(kStateMagic);
    state.u32(kStateVersion);
    state.u64(body.size());
    state.raw(body);
    state.u64(siphash(kStateKey, state.bytes()));
    return state.take();
}

Result<Rollup> Rollup::deserialise(const Engine& engine, std::string_view bytes) {
    const Result<std::string_view> body = body_of(bytes);
    if (!body) return body.error();
    return StateReader(engine, *body).read();
}

}  // namespace effaith
