#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "io/grouper.hpp"
#include "pages/facts.hpp"
#include "pages/shards.hpp"

namespace edca::pages {

/// One of those with most.
struct TopParty {
  std::uint32_t ordinal = 0;
  std::string id;
  std::string name;
  std::uint64_t processes = 0;
  std::uint64_t contracts = 0;
  Sums amounts;
};

/// All buyers, or all suppliers: who they are, and what they have in processes.
class Parties {
 public:
  enum class Role : unsigned char { buyer, supplier };

  /// Beyond so many bytes, temporary files; but for about 50 bytes of each that are kept.
  Parties(Role role, std::uint64_t memory, const std::string& temporary_folder);

  /// The ordinal of a party: they are counted as they come.
  std::uint32_t ordinal(const std::string& key);
  /// A party in a process.
  struct Part {
    std::uint32_t ordinal = 0;
    const Named& party;
    std::size_t position = 0;  ///< of a supplier, in ProcessFacts::suppliers
    std::uint32_t process = 0;
    const ProcessFacts& facts;
    /// Those on the other side: of a buyer as ProcessFacts::suppliers, of a supplier the buyer, if
    /// there is one.
    std::span<const std::uint32_t> others;
    std::size_t flags = 0;  ///< of the process
  };
  void add(const Part& part);

  std::uint32_t count() const { return count_; }
  /// Hands on what is known of each, and lists in the order of amounts in `currency`. Answers what
  /// the index says of them, and those with most.
  struct Result {
    std::string facts;  ///< JSON: {"count","perShard","listPerShard"}
    std::vector<TopParty> top;
    std::vector<std::string> first_rows;  ///< JSON, of the lists; at most 100
  };
  /// Is told the words of each party, by ordinals that ascend; each once.
  using UseWord = std::function<void(std::string_view word, std::uint32_t ordinal)>;
  Result finish(const std::string& currency, const TakeShard& take, const UseWord& use_word);

 private:
  struct Total;

  static Total total_of(std::string_view key, std::span<const io::Entry> entries);
  static void find_words(const Total& total, const UseWord& use_word);
  void write_lists(io::Grouper& ranks, const TakeShard& take, Result& result) const;

  struct HashOf {
    std::size_t operator()(const base::Hash128& hash) const {
      return static_cast<std::size_t>(hash.low);
    }
  };

  Role role_;
  std::uint64_t memory_;
  std::string temporary_folder_;
  base::KeyedHash hash_;
  std::unordered_map<base::Hash128, std::uint32_t, HashOf> ordinals_;
  std::uint32_t count_ = 0;
  io::Grouper entries_;
};

}  // namespace edca::pages
