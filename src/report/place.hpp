#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "edca/finding.hpp"
#include "edca/language.hpp"

namespace edca::report {

/// A file as platforms name it: without "./" in front.
std::string_view plain_path(std::string_view file);

/// Whether it says where the file is, from wherever one starts.
bool is_whole(std::string_view file);

/// A URI reference (RFC 3986): a relative one, or file:///… for an absolute path. All bytes but
/// letters, digits and -._~/ become %XX.
std::string uri(std::string_view file);

/// Where a finding stands, for people: "a.json:3:5", "a.xlsx, sheet Contracts, cell F12"; of CSV,
/// whose only sheet has its name, "a.csv, cell F12".
std::string place_of(const Finding& finding, Language language);
/// The part of it behind the file: "sheet Contracts, cell F12"; "" where there is no cell.
std::string cell_of(const Finding& finding, Language language);

/// Sixteen digits.
std::string hexadecimal(std::uint64_t number);

/// What a finding keeps from one run to the next while other places of its file are edited: 32
/// hexadecimal digits of its file, its own fingerprint (rule, release, the way to its place by
/// names and ids, value), and the count of equal findings before it in the file.
class Fingerprints {
 public:
  std::string of(const Finding& finding);
  /// Forgets the findings of the file.
  void end_file() { seen_.clear(); }

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;
};

}  // namespace edca::report
