// JSON text, written straight into a buffer: commas and quoting in one place.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "effaith/fixed.hpp"

namespace effaith {

/// Appends the shortest text that reads back as the same double.
inline void append_real(std::string& out, double value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, static_cast<std::size_t>(end - digits));
}

class JsonWriter {
  public:
    const std::string& text() const { return out_; }
    std::string take() { return std::move(out_); }
    /// Forgets what was written, keeping the place in the document.
    void flush() { out_.clear(); }
    void clear() {
        out_.clear();
        fresh_ = true;
    }

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_list() { open('['); }
    void end_list() { close(']'); }
    void key(std::string_view name) {
        comma();
        quote(name);
        out_ += ':';
        fresh_ = true;
    }
    void text(std::string_view value) {
        comma();
        quote(value);
    }
    void null() { raw("null"); }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void integer(std::int64_t value) { raw(std::to_string(value)); }
    void real(double value) {
        comma();
        append_real(out_, value);
    }
    /// An exact decimal: a count of its smallest step at `places`.
    void decimal(const Int128& raw, int places) {
        comma();
        append_decimal(out_, raw, places);
    }
    /// Text that is JSON already.
    void raw(std::string_view json) {
        comma();
        out_ += json;
    }
    /// The next value starts a document of its own.
    void next_document() { fresh_ = true; }
    /// A line end between values, for documents that people read.
    void line() { out_ += '\n'; }

  private:
    void comma() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    void open(char bracket) {
        comma();
        out_ += bracket;
        fresh_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        fresh_ = false;
    }
    void quote(std::string_view value) {
        out_ += '"';
        std::size_t from = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto byte = static_cast<unsigned char>(value[i]);
            if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
            out_ += value.substr(from, i - from);
            escape(byte);
            from = i + 1;
        }
        out_ += value.substr(from);
        out_ += '"';
    }
    void escape(unsigned char byte) {
        constexpr std::string_view kHex = "0123456789abcdef";
        switch (byte) {
            case '"':
                out_ += "\\\"";
                return;
            case '\\':
                out_ += "\\\\";
                return;
            case '\n':
                out_ += "\\n";
                return;
            case '\r':
                out_ += "\\r";
                return;
            case '\t':
                out_ += "\\t";
                return;
            default:
                break;
        }
        out_ += "\\u00";
        out_ += kHex[byte >> 4U];
        out_ += kHex[byte & 15U];
    }

    std::string out_;
    bool fresh_ = true;
};

}  // namespace effaith
