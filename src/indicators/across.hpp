#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hash.hpp"
#include "indicators/ceilings.hpp"
#include "indicators/deals.hpp"
#include "indicators/kept.hpp"
#include "indicators/legal.hpp"
#include "indicators/settings.hpp"

namespace edca::indicators {

/// With four digits behind the point at most, as JSON: shares are to be read.
std::string rounded(double value);
/// A value as JSON text; empty for nullptr.
std::string json_of(const json::Node* value);
/// The first element of an array; nullptr where there is none.
const json::Node* first_of(const json::Node* list);

/// Our own indicators that hold processes and contracts against one another: those of a buyer, of a
/// supplier, of both, of a market. What is needed of each is kept, on disk where there is much.
/// What looks like a habit of data entry is counted as not applicable.
class Across {
 public:
  /// Everything handed in must outlive it. `memory` and `temporary_folder` as for io::Grouper.
  Across(const Settings& settings, const Legal& legal, Ledger& ledger, std::uint64_t memory,
         const std::string& temporary_folder);

  void add(const Case& given);
  /// After the last process. Tells the ledger what they flag.
  void finish();

  /// Where what an indicator looked at stands in a process, and what it is, as JSON.
  struct Proof {
    std::string_view pointer;
    std::string value;
  };

 private:
  using Facts = std::vector<Fact>;
  using Few = std::vector<const Fact*>;
  using Chosen = std::function<bool(const Fact&)>;
  /// What an indicator says of a subject.
  struct Said {
    std::string subject;
    std::string value;
    std::string threshold;
    std::string law;
  };

  // Gathering.
  void keep_process(const Case& given, Fact& fact);
  void keep_deal(const Case& given, const Deal& deal, Fact& fact);
  void keep_items(const Case& given, const Deal& deal, const Fact& of);
  void keep_tenderers(const Case& given, const Fact& of);
  void keep_contacts(const Case& given, const Fact& of);
  void ceiling_of(const Case& given, const Deal& deal, Fact& fact);
  bool any(std::initializer_list<std::string_view> ids) const;
  std::uint64_t hash(std::string_view text) const;

  // Of a buyer.
  void buyer(std::string_view name, Facts& facts);
  void exceptions(std::string_view name, const Few& processes);
  void reasons(const Few& processes);
  void notices(const Few& processes);
  void few_bidders(std::string_view name, const Few& processes);
  void criteria(std::string_view name, const Few& processes);
  void single_bids(std::string_view name, const Few& processes);
  void incomplete(std::string_view name, const Few& processes);
  void estimates(const Few& processes);
  void direct_trend(std::string_view name, const Few& processes);
  void joint_awards(std::string_view name, const Few& deals);
  void benford(std::string_view name, const Few& deals);
  void unpublished(const Few& deals);
  void often_amended(std::string_view name, const Few& deals);
  void under_ceilings(std::string_view name, const Few& deals);
  void same_goods(std::string_view name, const Few& deals);
  void of_year(std::string_view name, int year, const Few& deals);
  void repeated(std::string_view id, std::string_view name, int year, const Few& deals);
  void one_day(std::string_view name, int year, const Few& deals);
  void year_end(std::string_view name, int year, const Few& deals);
  void suppliers_of(std::string_view name, int year, const Few& deals);
  void by_amount(std::string_view name, int year, const Few& deals);
  void favours(std::string_view name, int year, const Few& deals, const Few& bids);
  void finish_joint_awards();
  void finish_bunching();

  // Of others.
  void pair(Facts& facts);
  void splitting(const std::string& name, const Few& small);
  void small_awards(const std::string& name, const Few& small);
  void growing(const std::string& name, const Few& deals);
  void twins(const std::string& name, const Few& deals);
  void supplier(std::string_view name, const Facts& facts);
  void two_tenderers(std::string_view key, const Facts& facts);
  void contacts(std::string_view name, const Facts& facts);
  void finish_contacts();
  void finish_met();
  void market(std::string_view name, const Facts& facts);
  void odd_values(std::string_view id, const Facts& facts, std::size_t least);

  // Telling.
  std::int64_t whole(std::string_view id, std::string_view key, std::int64_t usual) const;
  std::int64_t threshold(std::string_view id, std::int64_t usual) const {
    return whole(id, "threshold", usual);
  }
  /// Whether the indicator is asked; counts it as applied, or as not applicable.
  bool asked(std::string_view id, const char* reason);
  void tell(std::string_view id, IndicatorUnit unit, Said said, const Few& facts,
            const std::function<Proof(const Fact&)>& proof = {});
  void tell_one(std::string_view id, const Fact& fact, std::string value, std::string threshold);
  static Few those(const Few& facts, const Chosen& chosen);
  static std::map<int, Few> by_year(const Few& facts);
  /// One of each process: its contracts may all come of one decision.
  static Few one_each(const Few& facts);

  const Settings& settings_;
  const Legal& legal_;
  Ledger& ledger_;
  Ceilings ceilings_;
  Kept kept_;
  base::KeyedHash hash_{0x65646361, 0x666c6167};  ///< decides no order
  std::string key_;
  std::set<std::string, std::less<>> buyers_;
  std::map<std::string, Legal::Place, std::less<>> places_;  ///< of buyers, where MX05 is asked
  /// In how many processes with several tenderers each of them took part, by the hash of its name.
  std::unordered_map<std::uint64_t, std::uint32_t> bids_;
  Kept met_;  ///< by process, each winner with each of those that lost to it
  static constexpr std::size_t most_shown = 20;  ///< pieces of evidence of a flag
  std::vector<IndicatorFlag> placeholders_;
  std::size_t reachable_ = 0;  ///< suppliers with contact data, placeholders or not
  struct Joint {
    double share;
    Said said;
    IndicatorFlag flag;
  };
  std::vector<Joint> joint_;
  struct Bunch {
    double p;
    IndicatorFlag flag;
  };
  std::vector<Bunch> bunches_;
};

/// A share of suppliers in a market, and what comes of all of them: shares in percent, HHI from 0
/// to 10,000, the dominance index, and the part of the four largest.
struct Concentration {
  std::vector<std::pair<std::string_view, base::Decimal>> amounts;  ///< the largest first
  base::Decimal sum;
  std::size_t contracts = 0;
  double hhi = 0;
  double hhi_contracts = 0;
  double dominance = 0;
  double c4 = 0;  ///< from 0 to 1

  /// Of contracts with one supplier and an amount, all in one currency. Nothing when a sum does not
  /// fit.
  static std::optional<Concentration> of(const std::vector<const Fact*>& deals);
};

}  // namespace edca::indicators
