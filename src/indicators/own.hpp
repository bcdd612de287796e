#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indicators/ceilings.hpp"
#include "indicators/deals.hpp"
#include "indicators/legal.hpp"
#include "indicators/rfc_list.hpp"
#include "indicators/settings.hpp"

namespace edca::indicators {

/// Our own indicators, of processes and contracts as they come. What is not sure is not flagged but
/// counted as not applicable.
class Own {
 public:
  /// Everything handed in must outlive it.
  Own(const Settings& settings, const Legal& legal, const RfcList& sanctions, const RfcList& taxes,
      Ledger& ledger)
      : settings_(settings),
        legal_(legal),
        sanctions_(sanctions),
        taxes_(taxes),
        ledger_(ledger),
        ceilings_(settings) {}

  void add(const Case& given);

 private:
  // Of a process.
  void few_invited(const Case& given);
  void over_estimate(const Case& given);
  void shared_contacts(const Case& given);
  void similar_bidders(const Case& given);
  void short_term(const Case& given);
  void few_quotes(const Case& given);
  void planning(const Case& given);
  void decision(const Case& given);
  // Of a contract.
  void over_ceiling(const Case& given, const Deal& deal);
  void award_and_contract(const Case& given, const Deal& deal);
  void long_contract(const Case& given, const Deal& deal);
  void amended(const Case& given, const Deal& deal);
  void late_delivery(const Case& given, const Deal& deal);
  void overpaid(const Case& given, const Deal& deal);
  void round_amount(const Case& given, const Deal& deal);
  void suppliers(const Case& given, const Deal& deal);
  void on_tax_list(const Case& given, const Deal& deal, const json::Node* supplier,
                   const std::string& pointer);
  void under_ceiling(const Case& given, const Deal& deal);
  void guarantees(const Case& given, const Deal& deal);
  void grown(const Case& given, const Deal& deal);
  void direct_grown(const Case& given, const Deal& deal);
  void late_publication(const Case& given, const Deal& deal);
  void day_off(const Case& given, const Deal& deal);
  void blanks(const Case& given, const Deal& deal);

  /// Whether the indicator is asked; counts it as not applicable where there is a reason.
  bool asked(std::string_view id, const char* reason);
  std::int64_t whole(std::string_view id, std::int64_t usual) const;
  void tell(std::string_view id, const Case& given, std::string value, std::string threshold,
            std::vector<IndicatorEvidence> evidence, std::string law = {});
  void tell_contract(std::string_view id, const Case& given, const Deal& deal, std::string value,
                     std::string threshold, std::vector<IndicatorEvidence> evidence,
                     std::string law = {});

  const Settings& settings_;
  const Legal& legal_;
  const RfcList& sanctions_;
  const RfcList& taxes_;
  Ledger& ledger_;
  Ceilings ceilings_;
};

}  // namespace edca::indicators
