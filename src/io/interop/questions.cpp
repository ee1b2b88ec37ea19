#include "io/interop/questions.hpp"

#include "effaith/text_key.hpp"

namespace effaith::interop {
namespace {

using Job = Result<Answer> (*)(const Tools&, const Question&, const Mapping&);

Result<Answer> imported_answer(const Tools& tools, const Question& question,
                               const Result<Imported>& imported) {
    if (!imported) return imported.error();
    return Answer{imported_document(tools, *imported, question.format), imported->loss, ""};
}

Result<Answer> edfi_read(const Tools& tools, const Question& question, const Mapping&) {
    return imported_answer(tools, question, read_edfi(question.document));
}

Result<Answer> edfi_write(const Tools& tools, const Question& question, const Mapping& mapping) {
    const auto records = read_text_records(tools, question.document);
    if (!records) return records.error();
    const Exported exported = write_edfi(tools, *records, mapping);
    Result<std::string> text = exported_document(tools, exported, question.format);
    if (!text) return text.error();
    return Answer{std::move(*text), exported.loss, exported.xml};
}

Result<Answer> provision_read(const Tools& tools, const Question& question,
                              const Mapping& mapping) {
    return imported_answer(tools, question,
                           read_provision(tools, question.document, mapping, question.dates));
}

Result<Answer> oneroster_join(const Tools& tools, const Question& question,
                              const Mapping& mapping) {
    std::vector<TextRecord> onto;
    if (!trimmed(question.records).empty()) {
        auto records = read_text_records(tools, question.records);
        if (!records) return records.error();
        onto = std::move(*records);
    }
    return imported_answer(
        tools, question,
        join_oneroster(tools, std::move(onto), {question.document, question.line_items}, mapping,
                       question.dates));
}

struct NamedJob {
    std::string_view name;
    Job job;
};
constexpr NamedJob kJobs[] = {{"edfi_read", edfi_read},
                              {"edfi_write", edfi_write},
                              {"provision_read", provision_read},
                              {"oneroster_join", oneroster_join}};

}  // namespace

Result<Answer> answer(const Tools& tools, const Question& question) {
    Mapping mapping;
    if (!trimmed(question.mapping).empty()) {
        Result<Mapping> read = read_mapping(question.mapping);
        if (!read) return read.error();
        mapping = std::move(*read);
    }
    for (const NamedJob& known : kJobs)
        if (known.name == question.name) return known.job(tools, question, mapping);
    return Error{ErrorCode::invalid_argument,
                 "There is no question '" + std::string(question.name) + "'.", "question"};
}

}  // namespace effaith::interop
