#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "budget/books.hpp"
#include "budget/case.hpp"

namespace edca::budget {

inline constexpr std::size_t rule_count = 14;
/// "M1" … "M14", for 1 to 14.
std::string rule_name(std::size_t rule);

enum class Verdict : unsigned char { pass, fail, not_applicable };
/// "pass", "fail" or "not-applicable".
std::string_view name(Verdict verdict) noexcept;

/// What a rule says of a line, a process or a contract.
struct Check {
  std::size_t rule = 1;
  Verdict verdict = Verdict::pass;
  std::string reason;  ///< why it does not apply: "no-measures"
  std::string note;    ///< what was allowed for: "open-contract"
  std::string ocid, line, contract;
  std::string value, reference;     ///< the amounts compared, or texts; may be empty
  std::string difference, percent;  ///< of the reference, with two decimals
  std::string file, pointer;
};

/// Whether a rule holds, does not, or cannot be asked, and how often.
struct Tally {
  std::uint64_t pass = 0;
  std::uint64_t fail = 0;
  std::map<std::string, std::uint64_t, std::less<>> not_applicable;  ///< by reason
};
using Tallies = std::array<Tally, rule_count + 1>;  ///< by the number of the rule

using Tell = std::function<void(const Check&)>;

/// M3, M4, M10 and M13, of a line.
void check_line(const Line& line, const View& view, const Tell& tell);

/// The other rules, of a process and its contracts. `books` must be finished.
void check_case(const Case& given, const Books& books, const Tell& tell);

}  // namespace edca::budget
