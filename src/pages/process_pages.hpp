#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "edca/session.hpp"
#include "pages/columns.hpp"
#include "pages/contract_list.hpp"
#include "pages/facts.hpp"
#include "pages/notes.hpp"
#include "pages/overview.hpp"
#include "pages/parties.hpp"
#include "pages/process_shards.hpp"
#include "pages/shards.hpp"
#include "pages/terms.hpp"

namespace edca::pages {

/// Makes what pages have of processes: one after the other, in the order of publication.
class ProcessPages {
 public:
  /// `flagged`: indicators that found something, as numbers in all_indicators(). `processes`: how
  /// many there are. Everything must outlive this.
  ProcessPages(bool search, const std::vector<std::uint16_t>& flagged, std::uint64_t processes,
               const Session& session, const TakeShard& take, Codes& currencies,
               Overview& overview);

  void add(std::string_view record, const std::vector<Notes::Note>& notes);
  /// After the last one: hands on the rest. Answers members of the index as JSON.
  std::string finish();

 private:
  struct Row;

  void find_parties(Row& row);
  void add_row(const Row& row);
  void add_column(const Row& row);
  void add_contracts(const Row& row);
  void add_words(const Row& row);
  void add_parties(const Row& row);
  void count(const Row& row);
  static std::string party_list(const std::vector<std::size_t>& positions, const Row& row);

  bool search_;
  const std::vector<std::uint16_t>& flagged_;
  const TakeShard& take_;
  Codes& currencies_;
  Overview& overview_;
  FactReader reader_;
  Codes methods_;
  Codes categories_;
  Codes statuses_;
  Columns columns_;
  Terms terms_;
  Parties buyers_;
  Parties suppliers_;
  ContractList contracts_;
  ItemShards processes_;
  ListShards rows_;
  std::uint32_t count_ = 0;
  std::deque<std::string> newest_;         ///< rows, the newest first
  std::map<std::string, Change> changes_;  ///< by date, the oldest first
};

}  // namespace edca::pages
