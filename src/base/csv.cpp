#include "base/csv.hpp"

#include "edca/error.hpp"

namespace edca::base {
namespace {

class CsvParser {
 public:
  CsvParser(std::string_view text, std::string_view name) : text_(text), name_(name) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::vector<Row> run() {
    while (at_ < text_.size()) {
      if (!end_of_line()) read_row();
    }
    return std::move(rows_);
  }

 private:
  void read_row() {
    Row& row = rows_.emplace_back();
    for (;;) {
      row.push_back(read_field());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      end_of_line();
      return;
    }
  }

  std::string read_field() {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') read_quoted(field);
    while (at_ < text_.size() && text_[at_] != ',' && !at_line_end()) field += text_[at_++];
    return field;
  }

  void read_quoted(std::string& field) {
    const std::size_t first_line = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        field += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += text_[++at_];
      } else {
        ++at_;
        return;
      }
    }
    throw Error(ErrorKind::schema, "csv.syntax",
                {{"name", std::string(name_)}, {"line", std::to_string(first_line)}});
  }

  bool at_line_end() const {
    const std::string_view rest = text_.substr(at_);
    return rest.starts_with('\n') || rest.starts_with("\r\n") || rest == "\r";
  }

  bool end_of_line() {
    if (!at_line_end()) return false;
    if (text_[at_] == '\r') ++at_;
    if (at_ < text_.size()) ++at_;
    ++line_;
    return true;
  }

  std::string_view text_;
  std::string_view name_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<Row> parse_csv(std::string_view text, std::string_view name) {
  return CsvParser(text, name).run();
}

void write_csv_row(const Row& row, std::string& out) {
  const bool looks_empty = row.size() == 1 && row[0].empty();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    if (!looks_empty && row[i].find_first_of(",\"\r\n") == std::string::npos) {
      out += row[i];
      continue;
    }
    out += '"';
    for (const char c : row[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace edca::base
