#include "legacy/layout.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/embedded.hpp"
#include "rows/fields.hpp"

namespace edca::legacy {
namespace {

constexpr std::string_view folder = "legacy/layouts/";
constexpr std::string_view suggestions_file = "legacy/layouts/suggestions.toml";
constexpr std::string_view values_file = "legacy/layouts/values.toml";

std::vector<std::string> plain(std::span<const std::string_view> headings) {
  std::vector<std::string> result;
  for (const std::string_view each : headings) result.push_back(rows::plain_heading(each));
  return result;
}

bool has_all(const std::vector<std::string>& headings, const std::vector<std::string>& wanted) {
  return std::ranges::all_of(wanted, [&](const std::string& each) {
    return std::ranges::find(headings, rows::plain_heading(each)) != headings.end();
  });
}

/// Each column by its heading, the second of one name after the first.
Match by_name(const std::vector<std::string>& headings, const Layout& layout) {
  std::multimap<std::string, std::size_t> places;
  for (std::size_t at = 0; at < layout.columns.size(); ++at)
    places.emplace(rows::plain_heading(layout.columns[at].heading), at);
  Match match{&layout, {}};
  for (const std::string& heading : headings) {
    const auto found = places.find(heading);
    match.columns.push_back(found == places.end() ? Match::unknown : found->second);
    if (found != places.end()) places.erase(places.lower_bound(heading));
  }
  if (layout.first_may_be_empty && !headings.empty() && headings[0].empty()) match.columns[0] = 0;
  return match;
}

std::size_t understood(const Match& match) {
  return match.columns.size() -
         static_cast<std::size_t>(std::ranges::count(match.columns, Match::unknown));
}

/// Whether four of five headings stand where the layout has them; others may be called otherwise.
bool in_order(const std::vector<std::string>& headings, const Layout& layout) {
  if (headings.size() != layout.columns.size()) return false;
  std::size_t same = 0;
  for (std::size_t at = 0; at < headings.size(); ++at)
    same += headings[at] == rows::plain_heading(layout.columns[at].heading) ? 1 : 0;
  return same * 5 >= headings.size() * 4;
}

Match match_with(const std::vector<std::string>& headings, const Layout& layout) {
  Match match = by_name(headings, layout);
  if (!layout.by_order || !in_order(headings, layout)) return match;
  for (std::size_t at = 0; at < match.columns.size(); ++at) match.columns[at] = at;
  return match;
}

}  // namespace

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> known = [] {
    std::vector<Layout> result;
    for (const EmbeddedFile& file : embedded_files()) {
      if (!file.path.starts_with(folder) || file.path == values_file ||
          file.path == suggestions_file)
        continue;
      result.push_back(read_layout(file.text, std::string(file.path)));
    }
    return result;
  }();
  return known;
}

std::optional<Match> match(std::span<const std::string_view> headings,
                           std::span<const Layout> known) {
  const std::vector<std::string> names = plain(headings);
  std::optional<Match> best;
  for (const Layout& layout : known) {
    if (!has_all(names, layout.signature)) continue;
    Match found = match_with(names, layout);
    if (layout.signature.empty() && understood(found) * 2 < layout.columns.size()) continue;
    if (!best || understood(found) > understood(*best)) best = std::move(found);
  }
  return best;
}

}  // namespace edca::legacy
