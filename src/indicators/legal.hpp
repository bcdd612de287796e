#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "indicators/settings.hpp"

namespace edca::indicators {

struct Case;

/// Under which law a process stands, as far as indicators ask: a file of rules (--legal-profile),
/// and where it says nothing the federal law of the day. Settings of a section [ceilings] stand
/// for rules that hold everywhere.
///
///   legal-profile = "edca-legal/1"
///   [[rule]]
///   law = "Ley de Compras de …, art. 47"  # shown with the flags
///   buyers = ["MX-RFC-…", "Secretaría …"] # ids, RFC or names; absent: all
///   states = ["Jalisco"]                  # address.region of the buyer; absent: all
///   from = 2025-01-01                     # first day; and `to`, the last one
///   federal = false                       # what it does not say is not known
///   direct_goods = 361000
class Legal {
 public:
  /// Whatever is the same for a process on a day.
  struct Place {
    std::string buyer_id;
    std::string buyer_rfc;
    std::string buyer_name;  ///< folded
    std::string state;       ///< folded
    std::int64_t day = 0;
    bool works = false;
    /// What the process itself cites: the federal law, another one, or none.
    enum class Cites : unsigned char { nothing, federal, other } cites = Cites::nothing;
  };
  struct Value {
    base::Decimal number;
    std::string law;
  };
  /// The numbers a rule may have.
  static bool knows(std::string_view key);

  explicit Legal(const Settings& settings) : settings_(settings) {}
  /// Adds the rules of a file. Throws Error(usage): "indicators.legal-unread" (path),
  /// "indicators.legal-syntax" (path, line), "indicators.legal-value" (path, key).
  void read(const std::string& path);
  void parse(std::string_view text, const std::string& name);

  static Place place(const Case& given, std::int64_t day);

  /// A number of the rules; nothing where none has it.
  std::optional<Value> own(std::string_view key, const Place& place) const;
  /// Whether federal law holds for what the rules do not say.
  bool federal(const Place& place) const;
  /// The number of a rule, else what the federal law says (`number`, at `law`).
  std::optional<Value> find(std::string_view key, const Place& place, std::int64_t number,
                            std::string_view law) const;
  /// What may be bought without a public tender, in pesos and without VAT; `direct`: of a direct
  /// award, else of an invitation to at least three.
  std::optional<Value> ceiling(bool direct, std::string_view category, const Place& place) const;

 private:
  struct Rule {
    std::vector<std::string> buyers;  ///< folded
    std::vector<std::string> states;
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> to;
    std::optional<bool> federal;
    std::string law;
    std::map<std::string, base::Decimal, std::less<>> numbers;
  };
  static bool holds(const Rule& rule, const Place& place);

  const Settings& settings_;
  std::vector<Rule> rules_;
};

/// Whether the laws of 2025 hold on a day: from 17 April 2025 on, by the fifth transitory article
/// of https://www.diputados.gob.mx/LeyesBiblio/pdf/LAASSP.pdf.
bool after_reform(std::int64_t day);

}  // namespace edca::indicators
