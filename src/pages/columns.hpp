#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pages/facts.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// Codes by number, as they are met: at most 255.
class Codes {
 public:
  static constexpr std::uint8_t unknown = 255;

  /// The number of a code; unknown for an empty one, and where there are too many.
  std::uint8_t number(std::string_view code);
  /// A JSON list.
  std::string json() const;
  const std::vector<std::string>& list() const { return list_; }

 private:
  std::vector<std::string> list_;
  std::map<std::string, std::uint8_t, std::less<>> numbers_;
};

/// What filters look at: of each process one value in each column. Takes about 20 bytes a process.
class Columns {
 public:
  struct Row {
    std::uint16_t day = 0;  ///< since 1970; 0: unknown
    std::uint8_t method = Codes::unknown;
    std::uint8_t category = Codes::unknown;
    std::uint8_t status = Codes::unknown;
    std::uint32_t buyer = none;
    std::size_t flags = 0;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  void add(const Row& row);
  /// An amount of the process added last.
  void add_amount(std::string_view currency, const base::Decimal& amount);
  /// The currency in which most processes have an amount; the first of several by name.
  std::string main_currency() const;
  /// Each as little-endian numbers, one a process.
  void finish(const TakeShard& take);

 private:
  std::vector<std::uint16_t> days_;
  std::string methods_;
  std::string categories_;
  std::string statuses_;
  std::vector<std::uint32_t> buyers_;
  std::string flags_;
  std::map<std::string, std::vector<std::pair<std::uint32_t, double>>, std::less<>> amounts_;
};

/// [["1250000.5",0]]: amounts with the numbers of their currencies.
std::string amounts_json(const Sums& sums, Codes& currencies);

/// `"d":"2025-03-01"`, or null where the day is empty.
void add_day(std::string_view day, std::string& json);

/// Days since 1970 of a date as it is written; 0 where it is unknown or does not fit.
std::uint16_t day_number(std::string_view date);

}  // namespace edca::pages
