#include "projects/mapping.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "io/file.hpp"
#include "rows/values.hpp"

namespace edca::projects {
namespace {

[[noreturn]] void refuse(const std::string& path, const char* why, std::size_t row = 0,
                         const std::string& ocid = {}) {
  throw Error(ErrorKind::usage, std::string("convert.projects-") + why,
              {{"path", path}, {"row", std::to_string(row)}, {"ocid", ocid}});
}

std::string whole_file(const std::string& path) {
  std::error_code error;
  std::string text = io::read_whole(path, error);
  if (error) refuse(path, "unread");
  if (!base::is_utf8(text)) refuse(path, "encoding");
  return text;
}

std::optional<std::size_t> column(const base::Row& headings, std::string_view name) {
  const auto found = std::find_if(headings.begin(), headings.end(),
                                  [&](const auto& each) { return base::fold(each) == name; });
  if (found == headings.end()) return std::nullopt;
  return static_cast<std::size_t>(found - headings.begin());
}

}  // namespace

Mapping read_mapping(const std::string& path) {
  Mapping mapping;
  if (path.empty()) return mapping;
  const std::vector<base::Row> lines = base::parse_csv(whole_file(path), path);
  const auto ocid = lines.empty() ? std::nullopt : column(lines[0], "ocid");
  const auto project = lines.empty() ? std::nullopt : column(lines[0], "project");
  if (!ocid || !project) refuse(path, "columns");
  for (std::size_t at = 1; at < lines.size(); ++at) {
    base::Row row = lines[at];
    for (std::string& cell : row) cell = std::string(rows::without_spaces(cell));
    if (std::all_of(row.begin(), row.end(), [](const auto& cell) { return cell.empty(); }))
      continue;
    if (row.size() <= std::max(*ocid, *project) || row[*ocid].empty() || row[*project].empty())
      refuse(path, "row", at + 1);
    const auto [place, added] = mapping.emplace(row[*ocid], row[*project]);
    if (!added && place->second != row[*project]) refuse(path, "twice", at + 1, row[*ocid]);
  }
  return mapping;
}

}  // namespace edca::projects
