#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace edca::package {

/// The placeholders of a NameTemplate, for people.
inline constexpr const char* known_placeholders = "{prefix}, {year}, {month}, {publisher}, {n}";

/// What the placeholders of a NameTemplate stand for.
struct NameValues {
  std::string prefix;     ///< of the OCIDs: "ocds-abc123"
  std::string year;       ///< "2025", or "undated"
  std::string month;      ///< "03", or "undated"
  std::string publisher;  ///< slug() of its name
  std::string number;     ///< of the package among those of the same year, month or publisher
};

/// A name with placeholders: "out/{prefix}-{year}-{n}.json".
class NameTemplate {
 public:
  /// Throws Error(usage): "package.placeholder" (arguments template, placeholder, allowed) for one
  /// that is not known, "package.brace" (template, allowed) for a brace that stands alone.
  explicit NameTemplate(std::string text);

  /// Whether a placeholder stands in it: "prefix", "year", "month", "publisher" or "n".
  bool uses(std::string_view placeholder) const;
  bool has_placeholders() const { return parts_.size() > 1; }
  const std::string& text() const { return text_; }
  std::string fill(const NameValues& values) const;

 private:
  std::string text_;
  std::vector<std::string> parts_;  ///< text, placeholder, text, placeholder, …, text
};

/// A name as part of a file name: lower-case ASCII letters and digits, everything else as single
/// hyphens, at most 60 bytes; "unnamed" when nothing is left.
std::string slug(std::string_view name);

/// The registered prefix of an OCID ("ocds-abc123") or of the id of a project ("oc4ids-abc123");
/// empty when it has none.
std::string prefix_of(std::string_view id);

/// Whether OCIDs or the ids of projects may begin like this: "ocds-" or "oc4ids-", and then small
/// letters, digits and hyphens
/// (https://standard.open-contracting.org/latest/en/schema/identifiers/).
bool is_prefix(std::string_view prefix);

/// A running number with as many digits as the last one has, so that names sort as they count.
std::string numbered(std::uint64_t number, std::uint64_t last);

}  // namespace edca::package
