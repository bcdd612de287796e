#include "pages/contract_list.hpp"

#include <deque>

namespace edca::pages {
namespace {

constexpr std::size_t most_newest = 100;

}  // namespace

ContractList::ContractList(std::uint64_t memory, const std::string& temporary_folder)
    : groups_({memory, temporary_folder, 0}) {}

void ContractList::add(std::string_view date, std::string_view ocid, std::string_view id,
                       std::string_view row) {
  std::string key(date);
  for (const std::string_view part : {ocid, id}) key.append(1, '\0').append(part);
  groups_.add(key, {}, row);
}

std::vector<std::string> ContractList::finish(const TakeShard& take) {
  groups_.finish();
  ListShards list("contracts", rows_of_shard, take);
  std::deque<std::string> newest;
  io::GroupBatch batch;
  while (groups_.next(batch, io::batch_bytes)) {
    for (const io::Entry& entry : batch.entries) {
      list.add(entry.text);
      newest.emplace_front(entry.text);
      if (newest.size() > most_newest) newest.pop_back();
    }
  }
  list.finish();
  return {newest.begin(), newest.end()};
}

}  // namespace edca::pages
