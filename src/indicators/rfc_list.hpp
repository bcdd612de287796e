#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace edca::indicators {

/// Taxpayers (RFC) that a list names, with the days on which it does.
class RfcList {
 public:
  struct Entry {
    std::optional<std::int64_t> from;  ///< day, as day_of() counts; nothing: since ever
    std::optional<std::int64_t> to;    ///< its last day; nothing: without end
    std::string source;
    std::string status;  ///< folded; of a list of the tax authority
  };

  /// Reads a CSV file with the headings `rfc`, and `from`, `to` (dates; absent or empty: no limit)
  /// and `source`. An empty path: no list is given. Throws Error(usage): "indicators.list-unread"
  /// (path), "indicators.list-heading" (path), "indicators.list-date" (path, row, value);
  /// Error(schema, "csv.syntax").
  static RfcList read(const std::string& path);
  static RfcList parse(std::string_view text, const std::string& name);
  /// Reads a list of article 69-B of the federal tax code: the headings `rfc`, and `status`
  /// ("definitivo", "presunto"; who was cleared counts as not listed), `date` and `source`. An
  /// entry holds from its date on. Throws as read().
  static RfcList read_taxes(const std::string& path);
  static RfcList parse_taxes(std::string_view text, const std::string& name);

  /// Whether a list was given at all.
  bool given() const { return given_; }
  /// What the list says of a taxpayer on a day; nullptr: nothing.
  const Entry* find(std::string_view rfc, std::int64_t day) const;

 private:
  bool given_ = false;
  std::unordered_map<std::string, std::vector<Entry>> entries_;
};

/// The RFC in an id such as "MX-RFC-ABC250115XY1": in capital letters and without what stands
/// before it; empty when there is none. Placeholders (XAXX010101000 and the like) are none.
std::string rfc_in(std::string_view id);
/// The day on which the company of an RFC with 12 characters was founded, seen from `day`; nothing
/// for persons and what is no RFC.
std::optional<std::int64_t> founded(std::string_view rfc, std::int64_t day);

}  // namespace edca::indicators
