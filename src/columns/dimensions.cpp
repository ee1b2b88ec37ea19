#include "columns/dimensions.hpp"

#include "calendar_place.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

KeyPart part_of(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

/// A field's text, as it stands.
class TextDimension : public BlockDimension {
  public:
    TextDimension(Field field, Resolver& resolver) : resolver_(resolver), field_(field) {}
    const Lane<std::uint32_t>& numbers(CellBlock& cells, const PlainBlock&, RowTexts&) override {
        const Lane<std::uint32_t>* numbers = cells.texts[index(field_)];
        return numbers == nullptr ? none_ : *numbers;
    }
    KeyPart part(std::uint32_t number) override {
        return part_of(resolver_.texts()[field_].text(number));
    }

  protected:
    Resolver& resolver_;

  private:
    Field field_;
    Lane<std::uint32_t> none_{};
};

/// A field's text by its code.
class CodeDimension : public TextDimension {
  public:
    CodeDimension(Field field, CodeSet set, Resolver& resolver)
        : TextDimension(field, resolver), set_(set) {}
    KeyPart part(std::uint32_t number) override {
        const KeyPart text = TextDimension::part(number);
        return text ? part_of(resolver_.tables().canonical(set_, *text)) : text;
    }

  private:
    CodeSet set_;
};

/// An intervention by its name in the catalogue.
class InterventionDimension : public TextDimension {
  public:
    explicit InterventionDimension(Resolver& resolver)
        : TextDimension(Field::intervention, resolver) {}
    KeyPart part(std::uint32_t number) override {
        const KeyPart text = TextDimension::part(number);
        const CatalogueEntry* entry = text ? resolver_.tables().catalogue(*text) : nullptr;
        return entry == nullptr ? text : part_of(entry->intervention);
    }
};

class FrequencyDimension : public TextDimension {
  public:
    explicit FrequencyDimension(Resolver& resolver) : TextDimension(Field::frequency, resolver) {}
    KeyPart part(std::uint32_t number) override {
        return part_of(rule_of(resolver_.frequency(number)).code);
    }
};

class OutcomeDimension : public BlockDimension {
  public:
    const Lane<std::uint32_t>& numbers(CellBlock& cells, const PlainBlock& plain,
                                       RowTexts&) override {
        for (std::size_t row = 0; row < cells.rows; ++row)
            numbers_[row] = plain.outcome[row];
        return numbers_;
    }
    KeyPart part(std::uint32_t number) override {
        return part_of(name_of(static_cast<Outcome>(number)));
    }

  private:
    Lane<std::uint32_t> numbers_{};
};

/// The academic year or the term of a record's schedule.
class CalendarDimension : public BlockDimension {
  public:
    using Place = std::string_view (*)(const Calendar&, Days);
    CalendarDimension(Place place, const ScheduleTable& schedules)
        : schedules_(schedules), place_(place) {}
    const Lane<std::uint32_t>& numbers(CellBlock& cells, const PlainBlock& plain,
                                       RowTexts&) override {
        for (std::size_t row = 0; row < cells.rows; ++row)
            numbers_[row] = cells.unusual[row] != 0 ? 0 : number_of(plain.schedule[row]);
        return numbers_;
    }
    KeyPart part(std::uint32_t number) override { return part_of(names_.text(number)); }

  private:
    std::uint32_t number_of(std::uint32_t detail) {
        if (known_.size() <= detail) known_.resize(detail + 1, TextIds::kNone);
        if (known_[detail] == TextIds::kNone) {
            const ScheduleDetail& schedule = schedules_.detail(detail);
            known_[detail] = schedule.calendar == nullptr
                                 ? 0
                                 : names_.id(place_(*schedule.calendar, schedule.windows.widest));
        }
        return known_[detail];
    }

    const ScheduleTable& schedules_;
    Place place_;
    TextIds names_;
    std::vector<std::uint32_t> known_;  // by schedule
    Lane<std::uint32_t> numbers_{};
};

/// What is the same for every plain record.
class ConstantDimension : public BlockDimension {
  public:
    explicit ConstantDimension(KeyPart part) : part_(std::move(part)) {}
    const Lane<std::uint32_t>& numbers(CellBlock&, const PlainBlock&, RowTexts&) override {
        return numbers_;
    }
    KeyPart part(std::uint32_t) override { return part_; }

  private:
    KeyPart part_;
    Lane<std::uint32_t> numbers_{};
};

/// A column that is no field.
class CarriedDimension : public BlockDimension {
  public:
    explicit CarriedDimension(std::size_t column) : column_(column) {}
    const Lane<std::uint32_t>& numbers(CellBlock& cells, const PlainBlock&,
                                       RowTexts& texts) override {
        for (std::size_t row = 0; row < cells.rows; ++row) {
            const std::uint32_t number = names_.id(texts.carried_text(row, column_));
            numbers_[row] = number == TextIds::kNone ? 0 : number;
            if (number == TextIds::kNone) cells.mark(row);
        }
        return numbers_;
    }
    KeyPart part(std::uint32_t number) override { return part_of(names_.text(number)); }

  private:
    std::size_t column_;
    TextIds names_;
    Lane<std::uint32_t> numbers_{};
};

struct CodeField {
    Field field;
    CodeSet set;
};
constexpr std::array<CodeField, 4> kCodeFields{{{Field::tier, CodeSet::tier},
                                                {Field::area_of_need, CodeSet::area_of_need},
                                                {Field::year_group, CodeSet::year_group},
                                                {Field::support_type, CodeSet::support_type}}};
constexpr std::array<Field, 4> kTextFields{Field::authority_id, Field::cluster_id, Field::school_id,
                                           Field::learner_id};

}  // namespace

std::unique_ptr<BlockDimension> block_dimension(std::string_view name,
                                                std::optional<std::size_t> carried,
                                                Resolver& resolver, CellUses& uses) {
    const auto use = [&uses](Field field) { uses[index(field)] = CellUse::text; };
    for (const CodeField& coded : kCodeFields) {
        if (name != name_of(coded.field)) continue;
        use(coded.field);
        return std::make_unique<CodeDimension>(coded.field, coded.set, resolver);
    }
    for (const Field field : kTextFields) {
        if (name != name_of(field)) continue;
        if (field == Field::learner_id) {
            uses[index(field)] = CellUse::learner_and_text;
        } else {
            use(field);
        }
        return std::make_unique<TextDimension>(field, resolver);
    }
    if (name == "intervention") {
        use(Field::intervention);
        return std::make_unique<InterventionDimension>(resolver);
    }
    if (name == "frequency") return std::make_unique<FrequencyDimension>(resolver);
    if (name == "outcome") return std::make_unique<OutcomeDimension>();
    if (name == "academic_year") {
        return std::make_unique<CalendarDimension>(academic_year_of, resolver.schedules());
    }
    if (name == "term") return std::make_unique<CalendarDimension>(term_of, resolver.schedules());
    if (name == "measure") return std::make_unique<ConstantDimension>(std::nullopt);
    if (name == "cohort") {
        return std::make_unique<ConstantDimension>(std::string(kCohortNames[0]));
    }
    if (name == "role") return nullptr;
    if (carried) return std::make_unique<CarriedDimension>(*carried);
    return std::make_unique<ConstantDimension>(std::nullopt);
}

}  // namespace effaith
