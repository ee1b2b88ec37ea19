// The answers: records with what was not taken over, interchanges, and lists of loss.
#include <algorithm>

#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/document_parts.hpp"
#include "io/interop/text_records.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/text_table.hpp"
#include "one_line.hpp"

namespace effaith::interop {
namespace {

void write_carried(JsonWriter& json, const CarriedText& cell) {
    json.key(cell.column);
    cell.kind == CarriedCell::Kind::text ? json.text(cell.text) : json.raw(cell.text);
}

void write_record(JsonWriter& json, const TextRecord& record) {
    json.begin_object();
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const practice::Given& cell = record.text.cells[i];
        if (!cell.is_there()) continue;
        json.key(kFieldNames[i]);
        practice::write_given(json, cell);
    }
    for (const CarriedText& cell : record.carried)
        write_carried(json, cell);
    json.end_object();
}

void write_position(JsonWriter& json, std::string_view key, std::int64_t position) {
    json.key(key);
    position == 0 ? json.null() : json.integer(position);
}

void write_note(JsonWriter& json, const Note& note, const Language& language) {
    json.begin_object();
    json.key("code");
    json.text(rule_of(note.code).name);
    json.key("severity");
    json.text(effaith::name_of(note.severity()));
    write_position(json, "row", note.row);
    write_position(json, "line", note.line);
    json.key("where");
    json.text(note.where);
    json.key("found");
    json.text(note.found);
    json.key("message");
    json.text(sentence_of(note, language));
    json.end_object();
}

void write_loss(JsonWriter& json, const std::vector<Note>& loss, const Language& language) {
    json.begin_list();
    for (const Note& note : loss) {
        json.line();
        write_note(json, note, language);
    }
    json.end_list();
}

std::string imported_json(const Tools& tools, const Imported& imported) {
    JsonWriter json;
    json.begin_object();
    json.key("records");
    json.begin_list();
    for (const TextRecord& record : imported.records) {
        json.line();
        write_record(json, record);
    }
    json.end_list();
    json.line();
    json.key("loss");
    write_loss(json, imported.loss, tools.language);
    json.line();
    write_provenance(json, tools.engine);
    json.end_object();
    json.line();
    return json.take();
}

std::string imported_ndjson(const Imported& imported) {
    JsonWriter json;
    for (const TextRecord& record : imported.records) {
        json.next_document();
        write_record(json, record);
        json.line();
    }
    return json.take();
}

/// A line of CSV, cell by cell.
class CsvLine {
  public:
    explicit CsvLine(std::string& out) : out_(out) {}
    void cell(std::string_view text, bool guard) {
        if (!is_first_) out_ += ',';
        is_first_ = false;
        append_csv_cell(out_, text, guard);
    }
    void end() {
        out_ += '\n';
        is_first_ = true;
    }

  private:
    std::string& out_;
    bool is_first_ = true;
};

/// The fields that a record has a value of; the first of all where there is none.
std::vector<Field> used_fields(const std::vector<TextRecord>& records) {
    std::vector<Field> fields;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const bool is_used = std::any_of(records.begin(), records.end(), [i](const auto& record) {
            return record.text.cells[i].is_there();
        });
        if (is_used) fields.push_back(static_cast<Field>(i));
    }
    if (fields.empty()) fields.push_back(Field::id);
    return fields;
}

std::string_view carried_text(const TextRecord& record, const std::string& column) {
    for (const CarriedText& cell : record.carried)
        if (cell.column == column) return cell.text;
    return {};
}

std::string imported_csv(const Imported& imported) {
    const std::vector<Field> fields = used_fields(imported.records);
    const std::vector<std::string> carried = carried_columns(imported.records);
    std::string out;
    CsvLine line(out);
    for (const Field field : fields)
        line.cell(effaith::name_of(field), false);
    for (const std::string& name : carried)
        line.cell(name, true);
    line.end();
    for (const TextRecord& record : imported.records) {
        for (const Field field : fields) {
            const practice::Given& given = record.text.at(field);
            line.cell(given.text, !given.is_number);
        }
        for (const std::string& name : carried)
            line.cell(carried_text(record, name), true);
        line.end();
    }
    return out;
}

std::string loss_table(const std::vector<Note>& loss, const Language& language) {
    if (loss.empty()) return std::string(language.label("interop", "no_loss")) + "\n";
    TextTable table;
    table.column(std::string(language.label("interop", "row")), true);
    table.column(std::string(language.label("practice", "where")), false);
    table.column(std::string(language.label("text", "severity")), false);
    table.column(std::string(language.label("text", "message")), false);
    for (const Note& note : loss) {
        table.row({note.row == 0 ? "" : std::to_string(note.row), note.where,
                   std::string(language.label("severities", effaith::name_of(note.severity()))),
                   sentence_of(note, language)});
    }
    return table.text();
}

std::string loss_csv(const std::vector<Note>& loss, const Language& language) {
    std::string out = "code,severity,row,line,where,found,message\n";
    for (const Note& note : loss) {
        out += std::string(rule_of(note.code).name) + "," +
               std::string(effaith::name_of(note.severity())) + ",";
        if (note.row > 0) out += std::to_string(note.row);
        out += ',';
        if (note.line > 0) out += std::to_string(note.line);
        for (const std::string& text : {note.where, note.found, sentence_of(note, language)}) {
            out += ',';
            append_csv_cell(out, text, true);
        }
        out += '\n';
    }
    return out;
}

std::string summary_of(const Language& language, std::string_view key, std::size_t n,
                       const std::vector<Note>& loss) {
    return language.fill("interop", key,
                         {{"n", std::to_string(n)}, {"loss", std::to_string(loss.size())}}) +
           "\n\n" + loss_table(loss, language);
}

}  // namespace

std::string sentence_of(const Note& note, const Language& language) {
    return language.fill("interop", "note." + std::string(rule_of(note.code).name),
                         {{"where", for_message(note.where)},
                          {"found", for_message(note.found)},
                          {"detail", one_line(note.detail)}});
}

std::string loss_document(const std::vector<Note>& loss, const Language& language,
                          DocumentFormat format) {
    if (format == DocumentFormat::table) return loss_table(loss, language);
    if (format == DocumentFormat::csv) return loss_csv(loss, language);
    JsonWriter json;
    write_loss(json, loss, language);
    json.line();
    return json.take();
}

std::string imported_document(const Tools& tools, const Imported& imported, DocumentFormat format) {
    switch (format) {
        case DocumentFormat::csv:
            return imported_csv(imported);
        case DocumentFormat::ndjson:
            return imported_ndjson(imported);
        case DocumentFormat::table:
            return summary_of(tools.language, "imported", imported.records.size(), imported.loss);
        default:
            return imported_json(tools, imported);
    }
}

Result<std::string> exported_document(const Tools& tools, const Exported& exported,
                                      DocumentFormat format) {
    const auto written = static_cast<std::size_t>(exported.written);
    if (format == DocumentFormat::table)
        return summary_of(tools.language, "exported", written, exported.loss);
    if (format != DocumentFormat::json)
        return Error{ErrorCode::invalid_argument, "This answer is a table or JSON.", "format"};
    JsonWriter json;
    json.begin_object();
    json.key("associations");
    json.integer(exported.written);
    json.key("xml");
    json.text(exported.xml);
    json.line();
    json.key("loss");
    write_loss(json, exported.loss, tools.language);
    json.line();
    write_provenance(json, tools.engine);
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace effaith::interop
