#include "pages/process_pages.hpp"

#include <algorithm>
#include <set>

#include "json/value.hpp"

namespace edca::pages {
namespace {

constexpr std::uint64_t rows_of_shard = 128;
constexpr std::uint64_t most_row_shards = 2048;
constexpr std::size_t most_newest_rows = 100;
constexpr std::size_t most_changes = 50;
constexpr std::size_t suppliers_of_row = 3;

void append_party(std::uint32_t ordinal, const std::string& name, std::string& json) {
  json.append("[").append(std::to_string(ordinal)).append(",");
  json::write_string(name, json);
  json += ']';
}

/// The number of a code in a list of the index, -1 for none.
void add_code(std::string_view name, std::uint8_t number, std::string& json) {
  add_json(name, number == Codes::unknown ? "-1" : std::to_string(number), json);
}

}  // namespace

struct ProcessPages::Row {
  std::uint32_t ordinal = 0;
  const ProcessFacts& facts;
  const std::vector<Notes::Note>& notes;
  std::uint64_t shard = 0;
  std::string day = {};                   ///< of the first release; may be empty
  std::vector<std::uint32_t> buyer = {};  ///< its ordinal, if there is one
  std::vector<std::uint32_t> suppliers = {};
  std::set<std::uint16_t> flags = {};  ///< numbers of indicators
  std::size_t flag_count = 0;
  std::uint8_t method = 0;
  std::uint8_t category = 0;
  std::uint8_t status = 0;
};

ProcessPages::ProcessPages(bool search, const std::vector<std::uint16_t>& flagged,
                           std::uint64_t processes, const Session& session, const TakeShard& take,
                           Codes& currencies, Overview& overview)
    : search_(search),
      flagged_(flagged),
      take_(take),
      currencies_(currencies),
      overview_(overview),
      terms_(session.memory / 2, session.temporary_folder),
      buyers_(Parties::Role::buyer, session.memory / 8, session.temporary_folder),
      suppliers_(Parties::Role::supplier, session.memory / 8, session.temporary_folder),
      contracts_(session.memory / 8, session.temporary_folder),
      processes_("processes", "records", take),
      rows_("rows", per_shard(processes, rows_of_shard, most_row_shards), take) {}

void ProcessPages::add(std::string_view record, const std::vector<Notes::Note>& notes) {
  Row row{count_++, reader_.read(record), notes};
  const ProcessFacts& facts = row.facts;
  row.shard = processes_.add(facts.ocid, record, notes);
  if (year_of(facts.dates.first) != undated) row.day = facts.dates.first.substr(0, 10);
  row.method = methods_.number(facts.method);
  row.category = categories_.number(facts.category);
  row.status = statuses_.number(facts.status);
  for (const Notes::Note& note : notes) {
    if (note.kind != Notes::Kind::flag) continue;
    row.flags.insert(note.number);
    ++row.flag_count;
  }
  if (facts.buyer) row.buyer.push_back(buyers_.ordinal(facts.buyer->key));
  for (const Named& supplier : facts.suppliers) {
    row.suppliers.push_back(suppliers_.ordinal(supplier.key));
  }
  add_row(row);
  add_column(row);
  add_contracts(row);
  add_parties(row);
  if (search_) add_words(row);
  count(row);
}

/// The first suppliers at these positions, with their names.
std::string ProcessPages::party_list(const std::vector<std::size_t>& positions, const Row& row) {
  std::string json = "[";
  for (const std::size_t at :
       std::span(positions).first(std::min(positions.size(), suppliers_of_row))) {
    if (json.size() > 1) json += ',';
    append_party(row.suppliers[at], row.facts.suppliers[at].shown(), json);
  }
  return json += ']';
}

void ProcessPages::add_row(const Row& row) {
  const ProcessFacts& facts = row.facts;
  std::vector<std::size_t> all(facts.suppliers.size());
  for (std::size_t at = 0; at < all.size(); ++at) all[at] = at;
  std::string json = "{";
  add_text("o", facts.ocid, json);
  add_text("t", facts.title, json);
  add_day(row.day, json);
  add_json("b", row.buyer.empty() ? "-1" : std::to_string(row.buyer[0]), json);
  if (facts.buyer) add_text("bn", facts.buyer->shown(), json);
  add_json("s", party_list(all, row), json);
  add_code("m", row.method, json);
  add_code("c", row.category, json);
  add_code("st", row.status, json);
  add_json("a", amounts_json(facts.amounts, currencies_), json);
  std::string flags = "[";
  for (const std::uint16_t number : row.flags) {
    const auto found = std::ranges::find(flagged_, number);
    if (flags.size() > 1) flags += ',';
    flags += std::to_string(found - flagged_.begin());
  }
  add_json("f", flags + "]", json);
  add_number("p", row.shard, json);
  json += '}';
  rows_.add(json);
  newest_.push_front(std::move(json));
  if (newest_.size() > most_newest_rows) newest_.pop_back();
}

void ProcessPages::add_column(const Row& row) {
  columns_.add({day_number(row.day), row.method, row.category, row.status,
                row.buyer.empty() ? Columns::none : row.buyer[0], row.flag_count});
  for (const auto& [currency, sum] : row.facts.amounts) columns_.add_amount(currency, sum);
}

void ProcessPages::add_contracts(const Row& row) {
  for (const ContractFacts& contract : row.facts.contracts) {
    std::string json = "{";
    add_text("o", row.facts.ocid, json);
    add_text("id", contract.id, json);
    add_text("t", contract.title, json);
    add_day(contract.date, json);
    if (!row.buyer.empty()) {
      std::string buyer;
      append_party(row.buyer[0], row.facts.buyer->shown(), buyer);
      add_json("b", buyer, json);
    }
    add_json("s", party_list(contract.suppliers, row), json);
    if (!contract.currency.empty())
      add_json("a", amounts_json({{contract.currency, contract.amount}}, currencies_), json);
    add_text("st", contract.status, json);
    add_number("p", row.shard, json);
    json += '}';
    contracts_.add(contract.date, row.facts.ocid, contract.id, json);
  }
}

void ProcessPages::add_words(const Row& row) {
  for (const std::string& word : reader_.words()) terms_.add(word, row.ordinal);
  for (const std::uint16_t number : row.flags) {
    terms_.add("f:" + std::string(all_indicators()[number].id), row.ordinal);
  }
  terms_.add("o:" + row.facts.ocid, row.ordinal);
}

void ProcessPages::add_parties(const Row& row) {
  const ProcessFacts& facts = row.facts;
  if (facts.buyer) {
    buyers_.add({row.buyer[0], *facts.buyer, 0, row.ordinal, facts, row.suppliers, row.flag_count});
  }
  for (std::size_t at = 0; at < facts.suppliers.size(); ++at) {
    suppliers_.add({row.suppliers[at], facts.suppliers[at], at, row.ordinal, facts, row.buyer,
                    row.flag_count});
  }
}

/// What the home page says, and the feed.
void ProcessPages::count(const Row& row) {
  const ProcessFacts& facts = row.facts;
  ++overview_.processes;
  for (Share* share : {&overview_.months[row.day.substr(0, 7)], &overview_.methods[facts.method],
                       &overview_.categories[facts.category]}) {
    ++share->processes;
    for (const auto& [currency, sum] : facts.amounts) add_sum(share->amounts, currency, sum);
  }
  const std::string time = sort_key(facts.dates.last);
  if (time.empty()) return;
  changes_[time + '\0' + facts.ocid] = {facts.ocid, facts.title,
                                        facts.buyer ? facts.buyer->shown() : std::string(),
                                        facts.dates.last, row.shard};
  if (changes_.size() > most_changes) changes_.erase(changes_.begin());
}

std::string ProcessPages::finish() {
  processes_.finish();
  rows_.finish();
  const std::string currency = overview_.currency = columns_.main_currency();
  columns_.finish(take_);
  Parties::Result buyers = buyers_.finish(currency, take_, [](auto, auto) {});
  Parties::Result suppliers =
      suppliers_.finish(currency, take_, [this](std::string_view word, std::uint32_t ordinal) {
        if (search_) terms_.add(std::string("S:").append(word), ordinal);
      });
  std::string json;
  add_number("processes", count_, json);
  add_number("rowsPerShard", rows_.per_shard(), json);
  std::string firsts = "[";
  for (const std::uint64_t first : processes_.firsts())
    firsts.append(firsts.size() > 1 ? "," : "").append(std::to_string(first));
  add_json("processShards", firsts + "]", json);
  add_json("buyers", buyers.facts, json);
  add_json("suppliers", suppliers.facts, json);
  std::string of_contracts = "{";
  add_number("count", contracts_.count(), of_contracts);
  add_number("perShard", ContractList::rows_of_shard, of_contracts);
  add_json("contracts", of_contracts + "}", json);
  std::string terms = "[";
  for (const std::string& first : terms_.finish(take_)) {
    if (terms.size() > 1) terms += ',';
    json::write_string(first, terms);
  }
  add_json("terms", terms + "]", json);
  add_json("methods", methods_.json(), json);
  add_json("categories", categories_.json(), json);
  add_json("statuses", statuses_.json(), json);
  overview_.contracts = contracts_.count();
  overview_.buyers = buyers_.count();
  overview_.suppliers = suppliers_.count();
  overview_.top_buyers = std::move(buyers.top);
  overview_.top_suppliers = std::move(suppliers.top);
  overview_.first_buyers = std::move(buyers.first_rows);
  overview_.first_suppliers = std::move(suppliers.first_rows);
  overview_.newest_contracts = contracts_.finish(take_);
  overview_.newest_processes.assign(newest_.begin(), newest_.end());
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change)
    overview_.changes.push_back(std::move(change->second));
  return json;
}

}  // namespace edca::pages
