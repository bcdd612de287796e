#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "budget/line_key.hpp"
#include "budget/measures.hpp"
#include "json/tree.hpp"

namespace edca::budget {

/// A budget line in a process.
struct CaseLine {
  LineKey key;
  std::string identity;  ///< the same for the same line in another process of the publisher
  std::string body;      ///< whose line it is, by id; may be empty
  std::string currency;  ///< of its measures; of several the first
  bool one_currency = true;
  Reading reading;
  std::string pointer;
};

/// An element of planning.budget.budgetBreakdown.
struct Breakdown {
  std::optional<Figure> amount;
  std::string start, end;          ///< of its period, days as they are written; may be empty
  std::vector<std::size_t> lines;  ///< indexes into Case::lines
  std::vector<LineKey> keys;       ///< that its id names
  std::string pointer;
};

struct Payment {
  std::string day;  ///< "2018-02-16"; empty: not told
  std::optional<Figure> value;
};

/// A live contract, or a live award without one.
struct CaseContract {
  std::string id;     ///< of the contract; empty: there is only an award
  std::string award;  ///< id
  std::string title;
  std::optional<Figure> value;
  std::string start, end, day;  ///< of its period and its signature; days; may be empty
  std::vector<Payment> payments;
  std::vector<std::string> suppliers;  ///< names
  std::string pointer;

  /// What was paid, as far as it is told, in `currency`, up to the end of that day.
  Sum paid(std::string_view currency) const;
  /// The first and the last year that it is known to run in; 0: not told.
  int first_year() const;
  int last_year() const;
};

/// What a contracting process says of money.
struct Case {
  std::string ocid;
  std::string publisher;  ///< the registered prefix of the OCID, or all before the first "-"
  std::string date;
  std::string file;  ///< empty when it was merged of several releases
  std::string base;  ///< JSON Pointer of the release in it
  std::optional<Figure> budget;
  std::vector<Breakdown> breakdowns;
  std::vector<CaseLine> lines;
  std::vector<std::size_t> different;  ///< lines of which there is none before with that identity
  std::optional<Figure> tender;  ///< tender.value
  /// Of an open contract ("contrato abierto") the least, tender.minValue; tender.value is the most.
  std::optional<Figure> least;
  std::vector<CaseContract> contracts;
  std::set<std::string> classes;  ///< classification.id of items, of CUCOP and the like
  bool other_classes = false;     ///< items that are classified otherwise

  bool open() const { return least.has_value(); }
  /// Of its lines, else of its contracts.
  std::string currency() const;
  /// What was contracted, in that currency.
  Sum contracted() const;
  Sum paid() const;
};

/// Reads a release or compiled release.
Case read_case(const json::Node& release, std::string_view ocid, std::string_view file,
               std::string_view base);

/// The day of a date-time as it is written; empty when it is none.
std::string day_of(const json::Node* date);
/// Its year; 0 for an empty one.
int year_of(std::string_view day);

/// What read_case() looks at, of the text of a release, as a JSON text of its own.
std::string money_of(std::string_view release);

}  // namespace edca::budget
