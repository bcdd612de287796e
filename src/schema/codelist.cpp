#include "schema/codelist.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "edca/error.hpp"

namespace edca::schema {
namespace {

/// Letters and digits only, folded: "Licitación pública" and "licitacion-publica" are the same.
std::string squeeze(std::string_view text) {
  std::string folded = base::fold(text);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '.'; });
  return folded;
}

}  // namespace

Codelist::Codelist(std::string name, std::vector<Code> codes)
    : name_(std::move(name)), codes_(std::move(codes)) {
  index();
}

void Codelist::index() {
  std::vector<std::string> names;
  names.reserve(codes_.size());
  for (const Code& code : codes_) names.push_back(code.code);
  table_ = NameTable(std::move(names));
}

void Codelist::add(const std::vector<Code>& codes, const std::string& extension) {
  for (const Code& code : codes) {
    if (has(code.code)) continue;
    codes_.push_back(code);
    codes_.back().extension = extension;
  }
  amended_by_.push_back(extension);
  index();
}

void Codelist::remove(const std::vector<Code>& codes, const std::string& extension) {
  std::erase_if(codes_, [&](const Code& ours) {
    return std::any_of(codes.begin(), codes.end(),
                       [&](const Code& theirs) { return theirs.code == ours.code; });
  });
  amended_by_.push_back(extension);
  index();
}

bool Codelist::accepts(std::string_view code) const {
  return std::find(accepted_.begin(), accepted_.end(), code) != accepted_.end();
}

std::string_view Codelist::meant(std::string_view typed) const {
  const std::string wanted = squeeze(typed);
  if (wanted.empty()) return {};
  for (const Code& code : codes_) {
    if (code.code != typed && squeeze(code.code) == wanted) return code.code;
  }
  for (const Code& code : codes_) {
    if (code.code != typed &&
        (squeeze(code.title_es) == wanted || squeeze(code.title_en) == wanted)) {
      return code.code;
    }
  }
  return {};
}

std::string Codelist::csv() const {
  std::string out = "Code,Title_en,Title_es\n";
  for (const Code& code : codes_) {
    base::write_csv_row({code.code, code.title_en, code.title_es}, out);
  }
  return out;
}

std::vector<Code> read_codes(std::string_view csv, std::string_view name) {
  const std::vector<base::Row> rows = base::parse_csv(csv, name);
  const auto column = [&](std::initializer_list<std::string_view> titles) {
    if (rows.empty()) return std::size_t{0};
    const auto found =
        std::find_first_of(rows[0].begin(), rows[0].end(), titles.begin(), titles.end());
    return static_cast<std::size_t>(found - rows[0].begin());
  };
  const std::size_t code = column({"Code", "Código", "code"});
  if (rows.empty() || code == rows[0].size()) {
    throw Error(ErrorKind::schema, "codelist.no-code", {{"name", std::string(name)}});
  }
  const std::size_t english = column({"Title_en", "Title"});
  const std::size_t spanish = column({"Title_es", "Título"});
  const auto cell = [](const base::Row& row, std::size_t at) {
    return at < row.size() ? row[at] : std::string();
  };
  std::vector<Code> codes;
  for (std::size_t at = 1; at < rows.size(); ++at) {
    if (cell(rows[at], code).empty()) continue;
    codes.push_back({cell(rows[at], code), cell(rows[at], english), cell(rows[at], spanish), {}});
  }
  return codes;
}

}  // namespace edca::schema
