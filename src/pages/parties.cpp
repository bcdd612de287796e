#include "pages/parties.hpp"

#include <set>

#include "pages/party_total.hpp"
#include "pages/words_of.hpp"

namespace edca::pages {
namespace {

constexpr std::uint64_t parties_of_shard = 32;
constexpr std::uint64_t most_party_shards = 1024;
constexpr std::uint64_t rows_of_list = 500;
constexpr std::size_t most_top = 10;
constexpr std::size_t most_first_rows = 100;

}  // namespace

Parties::Parties(Role role, std::uint64_t memory, const std::string& temporary_folder)
    : role_(role),
      memory_(memory / 2),
      temporary_folder_(temporary_folder),
      entries_({memory / 2, temporary_folder, 0}) {}

std::uint32_t Parties::ordinal(const std::string& key) {
  const auto [found, is_new] = ordinals_.try_emplace(hash_.hash(key), count_);
  if (is_new) ++count_;
  return found->second;
}

void Parties::add(const Part& part) {
  entries_.add(big_endian(part.ordinal), {}, Total::packed(part, role_));
}

Parties::Total Parties::total_of(std::string_view key, std::span<const io::Entry> entries) {
  Total total;
  total.ordinal = from_big_endian(key);
  for (const io::Entry& entry : entries) total.add(entry.text);
  return total;
}

/// All parties, as one list or as several, in the order of amounts.
void Parties::write_lists(io::Grouper& ranks, const TakeShard& take, Result& result) const {
  const bool buyers = role_ == Role::buyer;
  ListShards lists(buyers ? "buyer-list" : "supplier-list", rows_of_list, take);
  std::string whole;
  io::GroupBatch batch;
  ranks.finish();
  while (ranks.next(batch, io::batch_bytes)) {
    for (const io::Entry& entry : batch.entries) {
      if (result.first_rows.size() < most_first_rows) result.first_rows.emplace_back(entry.text);
      if (!buyers) {
        lists.add(entry.text);
        continue;
      }
      whole += whole.empty() ? '[' : ',';
      whole += entry.text;
    }
  }
  lists.finish();
  if (!whole.empty()) take({"buyer-list", whole + "]"});
}

void Parties::find_words(const Total& total, const UseWord& use_word) {
  std::set<std::string, std::less<>> words;
  for (const std::string* text : {&total.name, &total.legal_name, &total.id}) {
    each_word(*text, [&](std::string_view word) { words.emplace(word); });
  }
  for (const std::string& word : words) use_word(word, total.ordinal);
}

Parties::Result Parties::finish(const std::string& currency, const TakeShard& take,
                                const UseWord& use_word) {
  entries_.finish();
  Result result;
  ListShards shards(role_ == Role::buyer ? "buyers" : "suppliers",
                    per_shard(count_, parties_of_shard, most_party_shards), take);
  io::Grouper ranks({memory_, temporary_folder_, 0});
  std::map<std::string, TopParty> top;
  io::GroupBatch batch;
  while (entries_.next(batch, io::batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      const Total total =
          total_of(group.key, std::span(batch.entries).subspan(group.first, group.count));
      shards.add(total.json(currency));
      find_words(total, use_word);
      const std::string rank = total.rank(currency);
      ranks.add(rank, {}, total.list_json());
      if (top.size() == most_top && rank > top.rbegin()->first) continue;
      top[rank] = {total.ordinal,       total.id,         total.name, total.all.processes,
                   total.all.contracts, total.all.amounts};
      if (top.size() > most_top) top.erase(std::prev(top.end()));
    }
  }
  shards.finish();
  write_lists(ranks, take, result);
  result.facts = "{";
  add_number("count", count_, result.facts);
  add_number("perShard", shards.per_shard(), result.facts);
  add_number("listPerShard", rows_of_list, result.facts);
  result.facts += '}';
  for (auto& [rank, party] : top) result.top.push_back(std::move(party));
  return result;
}

}  // namespace edca::pages
