// Ed-Fi interchanges of student interventions as records.
//
// What is read is marked; what is left in the end is walked through and listed, so that no element
// can be dropped in silence, whatever later versions of the standard add.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "effaith/io/interop.hpp"
#include "effaith/text_key.hpp"
#include "io/interop/edfi_names.hpp"
#include "io/interop/xml.hpp"
#include "one_line.hpp"

namespace effaith::interop {
namespace {

using edfi::Ids;

/// How an attendance event counts: whether the learner took part in the session of that day.
std::optional<bool> took_part(std::string_view descriptor) {
    const std::size_t hash = descriptor.rfind('#');
    const std::string category(
        word_key(hash == std::string_view::npos ? descriptor : descriptor.substr(hash + 1)));
    for (const std::string_view present :
         {"inattendance", "present", "tardy", "partial", "earlydeparture"})
        if (category == present) return true;
    for (const std::string_view absent : {"excusedabsence", "unexcusedabsence"})
        if (category == absent) return false;
    return std::nullopt;
}

/// Minutes in hours to 4 places, to the nearest; none where the text is no whole number of them.
std::optional<std::string> hours_of_minutes(std::string_view text) {
    ReadDecimal read;
    const bool whole = read_decimal(text, 0, read) == DecimalFault::none && !read.reduced;
    if (!whole || read.raw < 0 || read.raw > edfi::kMostMinutes) return std::nullopt;
    constexpr std::int64_t kSteps = power_of_ten(Hours::places);
    constexpr std::int64_t kMinutes = 60;
    const std::int64_t raw = (read.raw * kSteps * 2 + kMinutes) / (kMinutes * 2);
    std::string hours;
    append_decimal(hours, raw, Hours::places);
    return hours;
}

/// The sessions of one learner in one intervention, by day.
struct Sessions {
    std::map<std::string, bool> days;  ///< whether the learner took part
    bool is_known = true;              ///< every event could be counted
};

class EdFiReader {
  public:
    explicit EdFiReader(const XmlElement& root) : root_(root), root_path_("/" + root.name) {}

    Imported read() {
        take(root_);
        find_interventions();
        read_attendance();
        std::size_t position = 0;
        for (const XmlElement& element : root_.children)
            if (is(element, "StudentInterventionAssociation")) association(element, ++position);
        list_without_association();
        list_rest(root_, root_path_);
        return std::move(imported_);
    }

  private:
    bool is(const XmlElement& element, std::string_view name) const {
        return element.name == name && element.space == root_.space;
    }
    void take(const XmlElement& element) { taken_.insert(&element); }

    void note(NoteCode code, std::string where, const XmlElement& at, std::string found,
              std::string detail = {}) {
        imported_.loss.push_back(
            {code, std::move(where), std::move(found), std::move(detail), 0, at.line});
    }

    /// The first child of a name; null where there is none. Others stay, to be listed.
    const XmlElement* child(const XmlElement& parent, std::string_view name) const {
        for (const XmlElement& element : parent.children)
            if (is(element, name)) return &element;
        return nullptr;
    }

    /// The element at the end of a path of names, taken with all on the way; null where one is
    /// missing.
    const XmlElement* take_path(const XmlElement& from,
                                std::initializer_list<std::string_view> names) {
        const XmlElement* at = &from;
        for (const std::string_view name : names) {
            at = child(*at, name);
            if (at == nullptr) return nullptr;
            take(*at);
        }
        return at;
    }
    std::string text_at(const XmlElement& from, std::initializer_list<std::string_view> names) {
        const XmlElement* at = take_path(from, names);
        return at == nullptr ? std::string() : at->text;
    }

    static std::string attribute(const XmlElement& element, std::string_view name) {
        for (const XmlAttribute& each : element.attributes)
            if (each.space.empty() && each.name == name) return each.value;
        return "";
    }

    /// An intervention of the interchange, and whether a record is about it.
    struct Intervention {
        const XmlElement* element;
        std::string path;
        bool is_used = false;
    };

    void find_interventions() {
        std::size_t position = 0;
        for (const XmlElement& element : root_.children) {
            if (!is(element, "Intervention")) continue;
            const std::string path = path_of(element, ++position);
            take(element);
            const Ids ids{
                "",
                text_at(element, {"EducationOrganizationReference", "EducationOrganizationIdentity",
                                  "EducationOrganizationId"}),
                text_at(element, {"InterventionIdentificationCode"})};
            const bool is_first = interventions_
                                      .emplace(std::pair(ids.organisation, ids.intervention),
                                               Intervention{&element, path})
                                      .second;
            if (!is_first) note(NoteCode::given_twice, path, element, ids.intervention);
            if (const std::string id = attribute(element, "id"); !id.empty())
                by_reference_.emplace(id, ids);
            for (const std::string_view name : {"BeginDate", "EndDate"}) {
                const XmlElement* day = take_path(element, {name});
                if (day == nullptr || Date::parse(day->text)) continue;
                note(NoteCode::unreadable, path + "/" + std::string(name), *day, day->text);
            }
        }
    }
    std::string path_of(const XmlElement& element, std::size_t position) const {
        return root_path_ + "/" + element.name + "[" + std::to_string(position) + "]";
    }

    /// Who and what an association or an event is about; parts that are not said are empty.
    Ids ids_of(const XmlElement& element, const std::string& path) {
        Ids ids;
        ids.learner = text_at(element, {"StudentReference", "StudentIdentity", "StudentUniqueId"});
        if (const XmlElement* student = child(element, "StudentReference"))
            if (const std::string ref = attribute(*student, "ref"); ids.learner.empty())
                note(NoteCode::unresolved, path + "/StudentReference", *student, ref);
        const XmlElement* intervention = take_path(element, {"InterventionReference"});
        if (intervention == nullptr) return ids;
        ids.organisation =
            text_at(*intervention, {"InterventionIdentity", "EducationOrganizationReference",
                                    "EducationOrganizationIdentity", "EducationOrganizationId"});
        ids.intervention =
            text_at(*intervention, {"InterventionIdentity", "InterventionIdentificationCode"});
        const std::string ref = attribute(*intervention, "ref");
        if (ref.empty() || !ids.intervention.empty()) return ids;
        const auto meant = by_reference_.find(ref);
        if (meant == by_reference_.end()) {
            note(NoteCode::unresolved, path + "/InterventionReference", *intervention, ref);
            return ids;
        }
        ids.organisation = meant->second.organisation;
        ids.intervention = meant->second.intervention;
        resolved_.insert(intervention);
        return ids;
    }

    void read_attendance() {
        std::size_t position = 0;
        for (const XmlElement& element : root_.children) {
            if (!is(element, "StudentInterventionAttendanceEvent")) continue;
            take(element);
            const std::string path = path_of(element, ++position);
            const Ids ids = ids_of(element, path);
            const std::string day = text_at(element, {"AttendanceEvent", "EventDate"});
            const std::string category =
                text_at(element, {"AttendanceEvent", "AttendanceEventCategory"});
            count(sessions_[ids], day, category, element, path);
            first_event_.emplace(ids, std::pair(path, element.line));
        }
    }

    /// Several events of a day are one session, taken part in where one of them says so.
    void count(Sessions& sessions, const std::string& day, const std::string& category,
               const XmlElement& element, const std::string& path) {
        const std::optional<bool> part = took_part(category);
        if (!Date::parse(day)) {
            note(NoteCode::unreadable, path + "/AttendanceEvent/EventDate", element, day);
            sessions.is_known = false;
        } else if (!part) {
            note(NoteCode::unknown_category, path + "/AttendanceEvent/AttendanceEventCategory",
                 element, category);
            sessions.is_known = false;
        } else {
            sessions.days[day] |= *part;
        }
    }

    void association(const XmlElement& element, std::size_t position) {
        take(element);
        const std::string path = path_of(element, position);
        const Ids ids = ids_of(element, path);
        TextRecord record;
        record.row = static_cast<std::int64_t>(position);
        record.line = element.line;
        set(record, Field::learner_id, ids.learner);
        set(record, Field::school_id, ids.organisation);
        set(record, Field::intervention, ids.intervention);
        dosage(record, element, path);
        period(record, ids);
        attendance(record, ids);
        imported_.records.push_back(std::move(record));
    }

    static void set(TextRecord& record, Field field, std::string text, bool is_number = false) {
        record.text.at(field) = {std::move(text), is_number};
    }

    void dosage(TextRecord& record, const XmlElement& element, const std::string& path) {
        const XmlElement* minutes = take_path(element, {"Dosage"});
        if (minutes == nullptr || minutes->text.empty()) return;
        const auto hours = hours_of_minutes(minutes->text);
        if (!hours) {
            note(NoteCode::unreadable, path + "/Dosage", *minutes, minutes->text);
            return;
        }
        set(record, Field::session_hours, *hours, true);
    }

    void period(TextRecord& record, const Ids& ids) {
        const auto found = interventions_.find({ids.organisation, ids.intervention});
        if (found == interventions_.end()) return;
        found->second.is_used = true;
        const XmlElement* begin = child(*found->second.element, "BeginDate");
        const XmlElement* end = child(*found->second.element, "EndDate");
        if (begin != nullptr && Date::parse(begin->text)) set(record, Field::started, begin->text);
        if (end != nullptr && Date::parse(end->text)) set(record, Field::ended, end->text);
    }

    void attendance(TextRecord& record, const Ids& ids) {
        first_event_.erase(ids);
        const auto found = sessions_.find(ids);
        if (found == sessions_.end() || !found->second.is_known) return;
        const auto& days = found->second.days;
        const auto attended =
            std::count_if(days.begin(), days.end(), [](const auto& day) { return day.second; });
        set(record, Field::sessions_attended, std::to_string(attended), true);
        set(record, Field::sessions_delivered, std::to_string(days.size()), true);
    }

    /// Interventions and learners' events of which there is no association, and so no record.
    void list_without_association() {
        for (const auto& [ids, intervention] : interventions_) {
            if (intervention.is_used) continue;
            note(NoteCode::no_association, intervention.path, *intervention.element, ids.second);
        }
        for (const auto& [ids, event] : first_event_) {
            const auto& [path, line] = event;
            imported_.loss.push_back({NoteCode::no_association, path,
                                      ids.learner + " · " + ids.intervention,
                                      std::to_string(sessions_[ids].days.size()), 0, line});
        }
    }

    /// Lists what was not taken, leaf by leaf, with attributes.
    void list_rest(const XmlElement& element, const std::string& path) {
        list_attributes(element, path);
        if (is_taken(element) && !element.children.empty() && !element.text.empty())
            note(NoteCode::no_field, path, element, element.text);
        std::map<std::string_view, std::size_t> positions;
        for (const XmlElement& each : element.children) {
            const std::string there =
                path + "/" + each.name + "[" + std::to_string(++positions[each.name]) + "]";
            if (!is_taken(each) && (each.children.empty() || !each.text.empty()))
                note(reason(each, there), there, each, each.text);
            list_rest(each, there);
        }
    }
    bool is_taken(const XmlElement& element) const { return taken_.count(&element) > 0; }

    void list_attributes(const XmlElement& element, const std::string& path) {
        for (const XmlAttribute& each : element.attributes) {
            const bool is_reference =
                each.space.empty() &&
                (each.name == "id" || (each.name == "ref" && resolved_.count(&element) > 0));
            if (is_reference || each.space == edfi::kSchemaInstance) continue;
            note(NoteCode::no_field, path + "/@" + each.name, element, each.value);
        }
    }

    NoteCode reason(const XmlElement& element, const std::string& path) const {
        if (element.space != root_.space) return NoteCode::other_namespace;
        const std::string top = path.substr(0, path.find('[')).substr(root_path_.size() + 1);
        for (const std::string_view name : {"Intervention", "StudentInterventionAssociation",
                                            "StudentInterventionAttendanceEvent"})
            if (top == name) return repeated(element, path);
        return NoteCode::not_about_learners;
    }
    /// An element that is read once, given again.
    static NoteCode repeated(const XmlElement& element, const std::string& path) {
        const bool is_first = path.size() > 3 && path.substr(path.size() - 3) == "[1]";
        for (const std::string_view name : {"Dosage", "BeginDate", "EndDate"})
            if (element.name == name && !is_first) return NoteCode::given_twice;
        return NoteCode::no_field;
    }

    const XmlElement& root_;
    std::string root_path_;
    Imported imported_;
    std::unordered_set<const XmlElement*> taken_;
    std::unordered_set<const XmlElement*> resolved_;  // references found in the interchange
    std::map<std::pair<std::string, std::string>, Intervention> interventions_;
    std::unordered_map<std::string, Ids> by_reference_;
    std::map<Ids, Sessions> sessions_;
    std::map<Ids, std::pair<std::string, std::int64_t>> first_event_;
};

}  // namespace

Result<Imported> read_edfi(std::string_view xml) {
    const Result<XmlElement> root = read_xml(xml);
    if (!root) return root.error();
    if (root->name != edfi::kInterchange) {
        return Error{ErrorCode::bad_xml,
                     "Found the element " + for_message(root->name) +
                         "; accepted: " + std::string(edfi::kInterchange) + ".",
                     "line " + std::to_string(root->line)};
    }
    return EdFiReader(*root).read();
}

}  // namespace effaith::interop
