#include "io/grouper.hpp"

#include "catch.hpp"
#include "edca/error.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using edca::io::Entry;
using edca::io::Group;
using edca::io::GroupBatch;
using edca::io::Grouper;

struct Item {
  std::string key, head, text;
};
using Groups =
    std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>>;

struct Outcome {
  Groups groups;
  bool spilled = false;
  std::size_t batches = 0;
};

Outcome group(const std::vector<Item>& items, std::uint64_t memory,
              std::size_t batch_bytes = 4096) {
  Grouper::Options options;
  options.memory = memory;
  options.temporary_folder = fs::temp_directory_path().string();
  Grouper grouper(options);
  for (const Item& item : items) grouper.add(item.key, item.head, item.text);
  grouper.finish();
  Outcome outcome;
  GroupBatch batch;
  while (grouper.next(batch, batch_bytes)) {
    ++outcome.batches;
    std::size_t bytes = 0;
    for (const Group& each : batch.groups) {
      auto& group =
          outcome.groups.emplace_back(std::string(each.key), Groups::value_type::second_type());
      REQUIRE(each.count > 0);
      for (std::size_t at = each.first; at < each.first + each.count; ++at) {
        const Entry& entry = batch.entries[at];
        group.second.emplace_back(std::string(entry.head), std::string(entry.text));
        bytes += entry.text.size();
      }
    }
    CHECK(batch.bytes == bytes);
  }
  outcome.spilled = grouper.spilled();
  CHECK(grouper.entries() == items.size());
  return outcome;
}

Groups expected(const std::vector<Item>& items) {
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> groups;
  for (const Item& item : items) groups[item.key].emplace_back(item.head, item.text);
  return {groups.begin(), groups.end()};
}

std::vector<Item> random_items(unsigned seed, std::size_t count, std::size_t keys,
                               std::size_t longest) {
  std::mt19937 random(seed);
  std::vector<Item> items;
  for (std::size_t at = 0; at < count; ++at) {
    Item item;
    // Keys whose order as bytes is not that of signed characters.
    item.key = "ocds-" + std::string(1, static_cast<char>(random() % 256)) +
               std::to_string(random() % keys);
    item.head = std::to_string(at);
    item.text.assign(random() % longest, static_cast<char>('a' + at % 26));
    items.push_back(std::move(item));
  }
  return items;
}

std::ptrdiff_t entries_of(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

}  // namespace

TEST_CASE("a grouper gives nothing for nothing") {
  const Outcome outcome = group({}, 1 << 20);
  CHECK(outcome.groups.empty());
  CHECK_FALSE(outcome.spilled);
}

TEST_CASE("groups come out by the bytes of their keys, entries in the order they came") {
  const std::vector<Item> items = {{"b", "1", "x"},        {"a", "2", ""}, {"b", "3", "y"},
                                   {"\xC3\xB1", "4", "z"}, {"", "5", "w"}, {"ab", "6", "v"},
                                   {"B", "7", "u"},        {"a", "8", "t"}};
  const Outcome outcome = group(items, 1 << 20);
  CHECK_FALSE(outcome.spilled);
  CHECK(outcome.groups == Groups{{"", {{"5", "w"}}},
                                 {"B", {{"7", "u"}}},
                                 {"a", {{"2", ""}, {"8", "t"}}},
                                 {"ab", {{"6", "v"}}},
                                 {"b", {{"1", "x"}, {"3", "y"}}},
                                 {"\xC3\xB1", {{"4", "z"}}}});
}

TEST_CASE(
    "the result does not depend on the memory, down to runs of a few entries and several merges of "
    "runs") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const std::vector<Item> items = random_items(seed, 3000, 1 + 400 / seed, 600);
    const Groups wanted = expected(items);
    for (const std::uint64_t memory : {1u, 4096u, 20000u, 100000u, 400000u, 1u << 30}) {
      const Outcome outcome = group(items, memory, seed * 1000);
      INFO("seed " << seed << ", memory " << memory);
      CHECK(outcome.spilled == (memory < (1u << 30)));
      CHECK(outcome.groups == wanted);
      CHECK(outcome.batches > 1);
    }
  }
}

TEST_CASE("entries that are larger than the memory or a buffer pass") {
  std::vector<Item> items = random_items(9, 40, 5, 100000);
  items.push_back({"ocds-big", std::string(70000, 'h'), std::string(3 << 20, 'x')});
  items.push_back({"ocds-big", "", std::string(1 << 20, 'y')});
  items.push_back({std::string(300000, 'k'), "", "z"});
  for (const std::uint64_t memory : {1u, 50000u, 1u << 20, 64u << 20}) {
    CHECK(group(items, memory).groups == expected(items));
  }
}

TEST_CASE("one key for everything, and a key for each") {
  std::vector<Item> same = random_items(3, 2000, 50, 300);
  for (Item& item : same) item.key = "ocds-x";
  CHECK(group(same, 30000).groups == expected(same));
  std::vector<Item> all = random_items(4, 2000, 50, 300);
  for (std::size_t at = 0; at < all.size(); ++at) all[at].key = std::to_string(at * 7919 % 2000);
  CHECK(group(all, 30000).groups == expected(all));
  CHECK(group(all, 1 << 30).groups == expected(all));
}

TEST_CASE("the temporary file has no name") {
  std::string name = (fs::temp_directory_path() / "edca-grouper-XXXXXX").string();
  const fs::path folder = ::mkdtemp(name.data());
  {
    Grouper::Options options;
    options.memory = 10000;
    options.temporary_folder = folder.string();
    Grouper grouper(options);
    for (const Item& item : random_items(5, 500, 50, 300))
      grouper.add(item.key, item.head, item.text);
    CHECK(grouper.spilled());
    CHECK(entries_of(folder) == 0);
    // Left in the middle.
  }
  CHECK(entries_of(folder) == 0);
  fs::remove_all(folder);
}

TEST_CASE("a folder that cannot be used and a disk without room are errors") {
  const auto key = [](const char* folder, std::uint64_t wanted) {
    Grouper::Options options;
    options.memory = 1;
    options.temporary_folder = folder;
    options.expected = wanted;
    Grouper grouper(options);
    try {
      for (int at = 0; at < 10; ++at) grouper.add(std::to_string(at), "", std::string(2000, 'x'));
    } catch (const edca::Error& error) {
      CHECK(error.kind() == edca::ErrorKind::input);
      return error.key();
    }
    return std::string();
  };
  CHECK(key("/no/such/folder", 0) == "spill.open");
  CHECK(key("/dev/null", 0) == "spill.open");
  CHECK(key("/tmp", std::uint64_t{1} << 60) == "spill.space");
  CHECK(key("/tmp", 1000).empty());
}
