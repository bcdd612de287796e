#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/grouper.hpp"
#include "merge/merger.hpp"
#include "portal/dates.hpp"
#include "portal/figures.hpp"
#include "portal/item_texts.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// What is known of a release, without its text.
struct Release {
  TextRef ref;
  std::uint64_t package = 0;  ///< that it came in; so below
  std::uint64_t awards_and_contracts = 0;
  Judgement judgement = {};
  std::string id;
  std::string date;
  std::string_view digest;  ///< empty where the figures need the text

  void pack(std::string& out) const;
};

struct Record {
  TextRef ref;
  std::uint64_t package = 0;
  DateRange dates;

  void pack(std::string& out) const;
};

/// A contracting process whose releases and records were read.
struct Process {
  struct Notice {
    Problem::Kind kind;
    std::uint64_t package;
    std::string id;
    std::string detail;
  };
  std::string_view ocid;
  std::vector<Release> releases;  ///< each once, the oldest first
  std::optional<Record> record;   ///< that is published, of those that were given
  std::string made;               ///< the record that was merged instead; may be empty
  DateRange dates;
  std::uint64_t awards_and_contracts = 0;  ///< of the compiled release
  Figures figures;
  std::vector<Notice> notices;
};

/// Puts the releases and records of a process in order and merges them. One per thread.
class ProcessReader {
 public:
  /// What a package says of itself: of two that hold the same item, the choice must not depend on
  /// their order.
  using Origin = std::function<std::pair<std::string_view, std::string_view>(std::uint64_t)>;

  /// `rules` may be nullptr. Everything must outlive the reader.
  ProcessReader(const merge::Rules* rules, bool make_records, ItemTexts& texts, Origin origin);

  /// Of entries that were packed. Throws as ItemTexts::read(). Views of the entries stay in it.
  Process read(std::string_view ocid, std::span<const io::Entry> entries);
  /// How many bytes of text an entry stands for.
  static std::size_t text_size(const io::Entry& entry);

 private:
  struct Read {
    Release release;
    std::string key;  ///< sort_key(date)
    std::string_view text;
  };
  struct ReadRecord {
    Record record;
    std::string_view text;
  };

  void read_facts(const io::Entry& entry);
  void read_texts();
  void read_dates(ReadRecord& record) const;
  void keep_once(Process& process);
  bool choose_record(Process& process);
  void merge(Process& process, bool given);
  void make_record(Process& process) const;
  void merge_texts(Process& process, const std::vector<std::string_view>& texts);
  void count_compiled(Figures& figures);
  bool has_digests() const;

  bool make_records_;
  ItemTexts& texts_;
  Origin origin_;
  std::unique_ptr<merge::Merger> merger_;
  json::Tree tree_;

  // Of the process at hand.
  std::vector<Read> releases_;
  std::vector<ReadRecord> records_;
  std::string loaded_;    ///< its texts
  std::string compiled_;  ///< empty when there is none
};

}  // namespace edca::portal
