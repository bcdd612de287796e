#include "rows/levels.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace edca::rows {
namespace {

/// The place of an element with its number in the row: "awards/0/items/1".
std::string key_of(const std::vector<Step>& steps, std::size_t count) {
  std::string key;
  for (std::size_t at = 0; at < count; ++at) {
    key.append("/").append(steps[at].key);
    if (steps[at].list) key.append("/").append(std::to_string(steps[at].group));
  }
  return key;
}

/// The numbers of elements in a heading: 1 and 0 of "awards/1/items/0/id".
std::vector<std::uint32_t> groups_of(const Column& column) {
  std::vector<std::uint32_t> groups;
  for (const Step& step : column.steps) {
    if (step.list) groups.push_back(static_cast<std::uint32_t>(step.group));
  }
  return groups;
}

}  // namespace

std::vector<Level> levels_of(const std::vector<Column>& columns) {
  std::vector<Level> levels(1);
  std::map<std::string, std::size_t> known = {{"", 0}};
  std::vector<std::size_t> order(columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return groups_of(columns[at]); });
  for (const std::size_t index : order) {
    const Column& column = columns[index];
    std::size_t level = 0;
    std::size_t reached = 0;
    std::string way;
    for (std::size_t at = 0; at < column.steps.size(); ++at) {
      const Step& step = column.steps[at];
      way.append(way.empty() ? "" : "/").append(step.key);
      if (!step.list) continue;
      const auto [found, added] = known.try_emplace(key_of(column.steps, at + 1), levels.size());
      if (added) {
        Level made;
        made.steps.assign(column.steps.begin(),
                          column.steps.begin() + static_cast<std::ptrdiff_t>(at + 1));
        made.way = way;
        made.parent = level;
        made.from = reached;
        levels.push_back(std::move(made));
      }
      levels[level].has_lists = true;
      level = found->second;
      reached = at + 1;
    }
    levels[level].columns.push_back(index);
    const std::string& last = column.steps.back().key;
    if (last != "id" && last != "ocid") levels[level].only_ids = false;
    const bool direct = column.steps.size() == reached + 1;
    if (direct && column.steps.back().key == "id") levels[level].id = index;
    if (direct && level == 0 && column.steps.back().key == "ocid") levels[0].ocid = index;
  }
  // An element is made before what stands in it, and in the order of its number in the row.
  return levels;
}

}  // namespace edca::rows
