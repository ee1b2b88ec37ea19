// A table for people: columns as wide as their widest cell, numbers to the right.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "one_line.hpp"

namespace effaith {

/// Characters of UTF-8 text, which is how wide it stands on a terminal for Latin script.
inline std::size_t display_width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

class TextTable {
  public:
    void column(std::string heading, bool right) {
        headings_.push_back(std::move(heading));
        right_.push_back(right);
    }
    void row(std::vector<std::string> cells) {
        for (std::string& cell : cells)
            cell = one_line(std::move(cell));
        rows_.push_back(std::move(cells));
    }

    std::string text() const {
        std::vector<std::size_t> widths;
        for (const std::string& heading : headings_)
            widths.push_back(display_width(heading));
        for (const auto& cells : rows_) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                widths[i] = std::max(widths[i], display_width(cells[i]));
            }
        }
        std::string out = line(headings_, widths);
        for (std::size_t i = 0; i < widths.size(); ++i) {
            for (std::size_t j = 0; j < widths[i]; ++j)
                out += "─";
            out += i + 1 < widths.size() ? "  " : "\n";
        }
        for (const auto& cells : rows_)
            out += line(cells, widths);
        return out;
    }

  private:
    std::string line(const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) const {
        std::string out;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string padding(widths[i] - display_width(cells[i]), ' ');
            out += right_[i] ? padding + cells[i] : cells[i] + padding;
            out += "  ";
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out + "\n";
    }

    std::vector<std::string> headings_;
    std::vector<bool> right_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace effaith
