#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "schema/name_table.hpp"

namespace edca::schema {

struct Code {
  std::string code;
  std::string title_en;   ///< may be empty
  std::string title_es;   ///< may be empty
  std::string extension;  ///< name of the extension that added it; empty for the standard's own
};

/// A list of codes with what extensions added to it and took from it.
/// https://standard.open-contracting.org/1.1/en/extensions/codelists/
class Codelist {
 public:
  Codelist() = default;
  Codelist(std::string name, std::vector<Code> codes);

  const std::string& name() const noexcept { return name_; }
  const std::vector<Code>& codes() const noexcept { return codes_; }
  bool has(const char* code, std::size_t length) const noexcept {
    return table_.find(code, length) != NameTable::none;
  }
  bool has(std::string_view code) const { return table_.find(code) != NameTable::none; }

  /// Extensions that amended or replaced the list, in order of application.
  const std::vector<std::string>& amended_by() const noexcept { return amended_by_; }

  /// Adds codes that are not there yet, for an extension's `+list.csv`.
  void add(const std::vector<Code>& codes, const std::string& extension);
  /// Takes codes out, for an extension's `-list.csv`.
  void remove(const std::vector<Code>& codes, const std::string& extension);

  /// Codes of earlier editions with what they are called now.
  const std::vector<std::pair<std::string, std::string>>& renamed() const noexcept {
    return renamed_;
  }
  void rename(std::string from, std::string to) {
    renamed_.emplace_back(std::move(from), std::move(to));
  }

  /// Codes that a profile has a use for although no list has them: nobody needs to be told.
  bool accepts(std::string_view code) const;
  void accept(std::string code) { accepted_.push_back(std::move(code)); }

  /// The code that was most likely meant: equal but for case, accents and separators, or the
  /// Spanish or English title of a code; "" when there is none.
  std::string_view meant(std::string_view typed) const;

  /// CSV with the columns Code, Title_en, Title_es.
  std::string csv() const;

 private:
  void index();

  std::string name_;
  std::vector<Code> codes_;
  NameTable table_;
  std::vector<std::string> amended_by_;
  std::vector<std::pair<std::string, std::string>> renamed_;
  std::vector<std::string> accepted_;
};

/// Reads the codes of a codelist file. The column of the codes is called Code, Código or code.
/// Throws Error(schema, "codelist.no-code") with argument name.
std::vector<Code> read_codes(std::string_view csv, std::string_view name);

}  // namespace edca::schema
