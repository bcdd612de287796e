#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/decimal.hpp"
#include "indicators/ledger.hpp"
#include "io/grouper.hpp"

namespace edca::indicators {

/// What is kept of a process, or of one of its contracts, until it can be held against others. Its
/// texts lie elsewhere.
struct Fact {
  enum Is : std::uint32_t {
    process = 1,  ///< of a process as a whole, not of a contract
    open = 2,     ///< how it was awarded; none of the three: not told
    selective = 4,
    direct = 8,
    excepted = 16,      ///< the reasons cite an article that allows it whatever the amount
    reasoned = 32,      ///< there are reasons for the method
    contract = 64,      ///< there is a contract, not only an award
    signed_on = 128,    ///< `day` is that of its signature
    published = 256,    ///< with the text of the contract
    typed = 512,        ///< has documents that say what they are
    incomplete = 1024,  ///< lacks one that the method asks for
    estimated = 2048,   ///< there is an estimate to compare with
    equal = 4096,       ///< and it is the very amount
    has_net = 8192,
    has_ceiling = 16384,
    overdue = 32768,  ///< signed a month or more before the release
    called = 65536,   ///< has a notice or bidding documents
    calls = 131072,   ///< its tender has documents that say what they are
    bid = 262144,     ///< of a tenderer, not of a contract
    won = 524288,     ///< the tenderer did
    fake = 1048576,   ///< of contact data: a placeholder
  };
  struct Numbers {
    std::int64_t day = -1;    ///< -1: not known
    std::int64_t start = -1;  ///< first day of the contract
    std::uint64_t title = 0;  ///< hash; 0: none
    std::uint64_t id = 0;     ///< hash of the contract's own id
    std::uint64_t file = 0;   ///< Kept::file()
    base::Decimal amount;
    base::Decimal net;
    base::Decimal ceiling;
    double share = 0;  ///< of the processes of two, those in which both were
    std::int32_t tenderers = -1;
    std::uint32_t suppliers = 0;
    std::uint32_t amendments = 0;
    std::uint32_t is = 0;
  } numbers;
  std::string_view ocid;
  std::string_view base;     ///< JSON Pointer of the release in its file
  std::string_view pointer;  ///< of the value below, in the release
  std::string_view value;    ///< JSON text
  std::string_view contract_id;
  std::string_view buyer;
  std::string_view supplier;  ///< empty where there are several, or none
  std::string_view currency;
  std::string_view item;  ///< code of its first item
  std::string_view unit;  ///< that asked for it; of an item, what it is counted in
  std::string_view criteria;

  bool has(std::uint32_t bits) const { return (numbers.is & bits) == bits; }
  int year() const;
  /// The first four digits of the code of its item; empty where it has none.
  std::string_view kind() const;
  /// "OCID CONTRACT", as flags on contracts name them.
  std::string subject() const;
};

/// Facts by their keys, sorted on disk where there are many.
class Kept {
 public:
  Kept(std::uint64_t memory, const std::string& temporary_folder);

  /// The number of a file, by which facts name it.
  std::uint64_t file(std::string_view name);
  void add(std::string_view key, const Fact& fact);
  /// After the last one: calls `group(key, facts)` for every key, in the order of their bytes.
  template <class Group>
  void each(const Group& group) {
    if (!sort()) return;
    std::vector<Fact> facts;
    for (io::GroupBatch batch; grouper_.next(batch, std::size_t{1} << 20);) {
      for (const io::Group& one : batch.groups) {
        facts.clear();
        for (std::size_t at = one.first; at < one.first + one.count; ++at) {
          facts.push_back(read(batch.entries[at].text));
        }
        group(one.key, facts);
      }
    }
  }
  IndicatorEvidence evidence(const Fact& fact) const;

 private:
  bool sort();
  static Fact read(std::string_view text);

  io::Grouper grouper_;
  std::vector<std::string> files_;
  std::unordered_map<std::string, std::uint64_t> numbers_;  ///< of files
  std::uint64_t last_ = 0;                                  ///< that of the last one asked for
  std::string text_;                                        ///< of the fact that is added
};

}  // namespace edca::indicators
