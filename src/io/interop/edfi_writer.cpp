// Records as Ed-Fi student–intervention associations.
#include <map>

#include "effaith/io/interop.hpp"
#include "effaith/text_key.hpp"
#include "io/interop/edfi_names.hpp"
#include "io/interop/text_records.hpp"
#include "io/interop/xml.hpp"

namespace effaith::interop {
namespace {

using edfi::Ids;

std::size_t characters_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count;
}

/// Whole minutes of hours, halves up; what they are in hours again says whether they are rounded.
std::int64_t minutes_of(Hours hours) {
    constexpr std::int64_t kSteps = power_of_ten(Hours::places);
    return (hours.raw() * 120 + kSteps) / (kSteps * 2);
}
bool is_whole_minutes(Hours hours, std::int64_t minutes) {
    constexpr std::int64_t kSteps = power_of_ten(Hours::places);
    // The nearest 4-place hours of a whole number of minutes are within half a step of it.
    const std::int64_t apart = hours.raw() * 60 - minutes * kSteps;
    return apart <= 30 && apart >= -30;
}

/// A whole number above zero, as xs:long has them: 1 to 18 digits.
bool is_organisation_id(std::string_view text) {
    constexpr std::size_t kMostDigits = 18;
    return !text.empty() && text.size() <= kMostDigits && text.front() != '0' &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

class EdFiWriter {
  public:
    EdFiWriter(const Tools& tools, const Mapping& mapping)
        : reader_(tools.engine, tools.words, {}), mapping_(mapping) {
        out_.xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" +
                   std::string(edfi::kInterchange) + " xmlns=\"" + std::string(edfi::kNamespace) +
                   "\">\n";
    }

    void add(const TextRecord& given) {
        record_ = &given;
        const RawRecord raw = raw_of(given);
        Record record;
        Issues issues;
        reader_.read(raw, record, issues);
        const Ids ids{std::string(record.learner_id), organisation_of(record.school_id),
                      std::string(record.intervention)};
        if (!can_be_written(record, ids)) return;
        write(ids, dosage_of(record));
        ++out_.written;
        list_rest(given);
    }

    Exported finish() {
        out_.xml += "</" + std::string(edfi::kInterchange) + ">\n";
        return std::move(out_);
    }

  private:
    void note(NoteCode code, std::string_view where, std::string_view found,
              std::string detail = {}) {
        out_.loss.push_back({code, std::string(where), std::string(found), std::move(detail),
                             record_->row, record_->line});
    }
    void note(NoteCode code, Field field, std::string detail = {}) {
        note(code, name_of(field), record_->text.at(field).text, std::move(detail));
    }

    std::string organisation_of(std::string_view school) const {
        for (const OrganisationMapping& known : mapping_.organisations)
            if (same_text(known.school_id, school)) return known.education_organization_id;
        return std::string(school);
    }

    /// Whether the record has an identity that Ed-Fi takes; says what it lacks where it does not.
    bool can_be_written(const Record& record, const Ids& ids) {
        const std::size_t before = out_.loss.size();
        if (record.cohort == Cohort::comparison) {
            note(NoteCode::not_taught, Field::cohort);
            return false;
        }
        check_text(Field::learner_id, ids.learner, edfi::kLongestLearner);
        check_text(Field::intervention, ids.intervention, edfi::kLongestIntervention);
        if (ids.organisation.empty()) {
            note(NoteCode::needed, Field::school_id);
        } else if (!is_organisation_id(ids.organisation)) {
            note(NoteCode::not_an_organisation, Field::school_id, ids.organisation);
        }
        if (out_.loss.size() != before) return false;
        const auto [first, fresh] = rows_.emplace(ids, record_->row);
        if (!fresh) note(NoteCode::same_identity, "", ids.learner, std::to_string(first->second));
        return fresh;
    }

    void check_text(Field field, const std::string& text, std::size_t longest) {
        if (text.empty()) return note(NoteCode::needed, field);
        if (!fits_xml(text)) return note(NoteCode::not_in_xml, field);
        if (characters_of(text) > longest) note(NoteCode::too_long, field, std::to_string(longest));
    }

    std::optional<std::int64_t> dosage_of(const Record& record) {
        const Given& given = record_->text.at(Field::session_hours);
        if (!record.session_hours || record.session_hours->raw() < 0 ||
            minutes_of(*record.session_hours) > edfi::kMostMinutes) {
            if (!trimmed(given.text).empty()) note(NoteCode::unreadable, Field::session_hours);
            return std::nullopt;
        }
        const std::int64_t minutes = minutes_of(*record.session_hours);
        if (!is_whole_minutes(*record.session_hours, minutes))
            note(NoteCode::rounded, Field::session_hours, std::to_string(minutes));
        return minutes;
    }

    /// Every other field and column: an association has no element for it.
    void list_rest(const TextRecord& given) {
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            const auto field = static_cast<Field>(i);
            const bool is_written = field == Field::learner_id || field == Field::school_id ||
                                    field == Field::intervention || field == Field::session_hours;
            if (is_written || trimmed(given.text.at(field).text).empty()) continue;
            note(NoteCode::no_element, field);
        }
        for (const CarriedText& cell : given.carried)
            note(NoteCode::no_element, cell.column, cell.text);
    }

    void open(int depth, std::string_view name) {
        indent(depth);
        out_.xml += "<" + std::string(name) + ">\n";
    }
    void close(int depth, std::string_view name) {
        indent(depth);
        out_.xml += "</" + std::string(name) + ">\n";
    }
    void leaf(int depth, std::string_view name, std::string_view text) {
        indent(depth);
        out_.xml += "<" + std::string(name) + ">";
        append_xml_text(out_.xml, text);
        out_.xml += "</" + std::string(name) + ">\n";
    }
    void indent(int depth) { out_.xml.append(static_cast<std::size_t>(depth) * 2, ' '); }

    void write(const Ids& ids, std::optional<std::int64_t> dosage) {
        open(1, "StudentInterventionAssociation");
        open(2, "StudentReference");
        open(3, "StudentIdentity");
        leaf(4, "StudentUniqueId", ids.learner);
        close(3, "StudentIdentity");
        close(2, "StudentReference");
        open(2, "InterventionReference");
        open(3, "InterventionIdentity");
        open(4, "EducationOrganizationReference");
        open(5, "EducationOrganizationIdentity");
        leaf(6, "EducationOrganizationId", ids.organisation);
        close(5, "EducationOrganizationIdentity");
        close(4, "EducationOrganizationReference");
        leaf(4, "InterventionIdentificationCode", ids.intervention);
        close(3, "InterventionIdentity");
        close(2, "InterventionReference");
        if (dosage) leaf(2, "Dosage", std::to_string(*dosage));
        close(1, "StudentInterventionAssociation");
    }

    using Given = practice::Given;
    RecordReader reader_;
    const Mapping& mapping_;
    const TextRecord* record_ = nullptr;
    Exported out_;
    std::map<Ids, std::int64_t> rows_;  // of the first record of each identity
};

}  // namespace

Exported write_edfi(const Tools& tools, const std::vector<TextRecord>& records,
                    const Mapping& mapping) {
    EdFiWriter writer(tools, mapping);
    for (const TextRecord& record : records)
        writer.add(record);
    return writer.finish();
}

}  // namespace effaith::interop
