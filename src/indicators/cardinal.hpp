#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indicators/ledger.hpp"
#include "indicators/quantile.hpp"
#include "indicators/settings.hpp"
#include "json/nodes.hpp"

namespace edca::indicators {

/// Cardinal's eleven indicators, equal to those of ocdscardinal 0.0.8 to the last digit:
/// https://cardinal.readthedocs.io/en/latest/cli/indicators/. What its text and its program say
/// differently is as the program does it. Where no currency is set it is the first one that is met.
class Cardinal {
 public:
  enum Group : unsigned char { ocid, buyer, procuring_entity, tenderer };
  static constexpr std::size_t groups = 4;
  /// By the id of a subject and that of an indicator.
  using Results = std::map<std::string, std::map<std::string_view, double>, std::less<>>;

  /// `ledger` must outlive it.
  Cardinal(const Settings& settings, Ledger& ledger);

  void add(const Process& process);
  /// After the last process: what needs quartiles. Tells the ledger what they flag.
  void finish();

  const Results& results(Group group) const { return results_[group]; }

 private:
  struct Fraction {
    std::uint64_t of = 0;
    std::uint64_t all = 0;
    double ratio() const { return static_cast<double>(of) / static_cast<double>(all); }
  };
  using Fractions = std::map<std::string, Fraction, std::less<>>;
  using Ids = std::set<std::string_view>;
  struct Price {
    double ratio = 0;
    std::string winner;
    std::string other;
    std::vector<IndicatorEvidence> evidence;
  };
  /// What a process has of awards and bids.
  struct View {
    const json::Node* tender = nullptr;
    const json::Node* awards = nullptr;
    const json::Node* bids = nullptr;
    std::vector<const json::Node*> all;  ///< bids, by their places in memory too
    std::vector<const json::Node*> submitted;
    bool has_lists = false;                   ///< of awards and of bids
    bool final = false;                       ///< all awards have their last status
    std::vector<const json::Node*> complete;  ///< active awards
    std::optional<std::string_view> only_supplier;
  };

  View view(const json::Node& release) const;
  bool excluded(const View& view, const Settings::Words& included,
                const Settings::Words& without) const;
  bool is_main(std::string_view currency);
  bool asked(std::string_view id, const View& view, bool needs_bids);
  void set(Group group, std::string_view subject, std::string_view id, double value);
  void tell(std::string_view id, const Process& process, double value,
            std::vector<IndicatorEvidence> evidence);
  IndicatorEvidence bid(const Process& process, const View& view, const json::Node* bid) const;

  void short_period(const Process& process, const View& view);
  void single_bid(const Process& process, const View& view);
  void close_price(const Process& process, const View& view);
  void frequent_loser(const View& view);
  void equal_prices(const Process& process, const View& view);
  void late_winner(const Process& process, const View& view);
  void all_but_winner(const Process& process, const View& view);
  void lowest_out(const Process& process, const View& view);
  void many_disqualified(const Process& process, const View& view);
  void heterogeneous(const View& view);

  void finish_prices();
  void finish_losers();
  void finish_disqualified(const Fractions& fractions, Group group, std::string_view name,
                           std::uint64_t least);
  void finish_heterogeneous();
  void tellable(std::string_view id, const Fences& fences, std::size_t count, bool own);
  void tell_subject(std::string_view id, Group group, std::string_view subject, double value,
                    double threshold);

  const Settings& settings_;
  Ledger& ledger_;
  std::optional<std::string> currency_;
  Settings::Words excluded_details_;
  Settings::Words price_details_;
  Settings::Words no_price_details_;
  Settings::Words r003_methods_;
  Settings::Words r018_methods_;
  bool tells_ = true;  ///< whether flags by fences are handed on as well
  std::array<Results, groups> results_;
  std::map<std::string, Price, std::less<>> prices_;
  Fractions losers_;
  std::array<Fractions, groups> disqualified_;
  std::map<std::string, std::pair<std::uint64_t, std::set<std::string>>, std::less<>> classes_;
};

}  // namespace edca::indicators
