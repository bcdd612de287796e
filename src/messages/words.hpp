#pragma once

#include <string>
#include <string_view>

#include "edca/finding.hpp"
#include "messages/catalogue.hpp"

namespace edca::messages {

/// A name in the quotes of the language: «amount» or “amount”; made printable and shortened.
std::string quoted(std::string_view name, Language language);

/// Names joined by commas ("a, b,c") as words: «a», «b» o «c». `last` is "or" or "and".
std::string quoted_list(std::string_view names, std::string_view last, Language language);

/// What fills the placeholders of the sentences about one finding.
class Words {
 public:
  Words(const Finding& finding, Language language)
      : finding_(finding), language_(language), catalogue_(Catalogue::of(language)) {}

  /// Appends the words for `{name}`; false when there are none.
  bool append(std::string_view name, std::string& out) const;

 private:
  bool append_computed(std::string_view name, std::string& out) const;
  const std::string* argument(std::string_view name) const;
  std::string_view keyword() const;
  std::string field() const;
  std::string titled(std::string_view name) const;
  std::string place() const;
  std::string types(std::string_view names) const;
  std::string problem() const;
  /// From the arguments first_line, or first_cell and first_sheet, where that says something.
  std::string first_place() const;
  std::string extension_note() const;
  std::string filled(std::string_view key) const;
  std::string_view sentence(std::string_view key) const;

  const Finding& finding_;
  Language language_;
  const Catalogue& catalogue_;
};

}  // namespace edca::messages
