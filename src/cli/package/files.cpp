#include "cli/package/files.hpp"

#include <algorithm>
#include <unordered_set>

#include "edca/error.hpp"

namespace edca::cli {
namespace {

void check_placeholders(const package::NameTemplate& name, const std::string& by) {
  const auto need = [&](const char* placeholder, bool there, const char* option) {
    if (there || !name.uses(placeholder)) return;
    throw Error(ErrorKind::usage, "package.placeholder-by",
                {{"template", name.text()},
                 {"placeholder", std::string("{") + placeholder + "}"},
                 {"option", option}});
  };
  need("year", by == "year" || by == "month", "--by year");
  need("month", by == "month", "--by month");
  need("publisher", by == "publisher", "--by publisher");
}

}  // namespace

FileNames::FileNames(const Settings& settings, const PackageCommand& command)
    : command_(command),
      path_(settings.output == "-" ? std::string() : settings.output),
      uri_(command.package_options.uri) {
  check_placeholders(path_, command.by);
  check_placeholders(uri_, command.by);
}

package::NameValues FileNames::values(const std::string& key, const Part& part) const {
  package::NameValues values;
  if (command_.by == "publisher") {
    values.publisher = key.empty() ? "no-publisher" : package::slug(key);
  } else if (!command_.by.empty()) {
    const bool dated = key != undated_key;
    values.year = dated ? key.substr(0, 4) : key;
    values.month = dated ? key.substr(std::min<std::size_t>(key.size(), 5)) : key;
  }
  if (!path_.uses("prefix") && !uri_.uses("prefix")) return values;
  if (part.prefixes.size() != 1 || part.prefixes.begin()->empty()) {
    throw Error(ErrorKind::usage,
                part.prefixes.size() > 1 ? "package.prefixes" : "package.no-prefix",
                {{"template", path_.uses("prefix") ? path_.text() : uri_.text()},
                 {"placeholder", "{prefix}"}});
  }
  values.prefix = *part.prefixes.begin();
  return values;
}

std::vector<PlannedFile> FileNames::plan(const Parts& parts, const io::InputList& inputs) const {
  std::uint64_t last = 1;
  const auto files_of = [&](const Part& part) {
    const std::uint64_t size = command_.size;
    return size == 0 || part.items == 0 ? 1 : (part.items - 1) / size + 1;
  };
  for (const auto& [key, part] : parts) last = std::max(last, files_of(part));
  std::vector<PlannedFile> files;
  for (const auto& [key, part] : parts) {
    package::NameValues known = values(key, part);
    std::uint64_t left = part.items;
    for (std::uint64_t number = 1; number <= files_of(part); ++number) {
      known.number = package::numbered(number, last);
      const std::uint64_t items = command_.size == 0 ? left : std::min(left, command_.size);
      left -= items;
      files.push_back({&part, items, path_.fill(known), uri_.fill(known)});
    }
  }
  check(files, inputs);
  return files;
}

void FileNames::check(const std::vector<PlannedFile>& files, const io::InputList& inputs) const {
  std::unordered_set<std::string_view> names;
  std::unordered_set<std::string_view> uris;
  std::vector<std::string> paths;
  const auto refuse = [&](const char* key, const std::string& name) {
    throw Error(ErrorKind::usage, key,
                {{"count", std::to_string(files.size())},
                 {"path", name},
                 {"placeholder", "{n}"},
                 {"example", "'package-{n}.json'"}});
  };
  for (const PlannedFile& file : files) {
    if (!names.insert(file.path).second) {
      refuse(path_.has_placeholders() ? "package.same-name" : "package.one-name", file.path);
    }
    if (!file.uri.empty() && !uris.insert(file.uri).second) refuse("package.same-uri", file.uri);
    paths.push_back(file.path);
  }
  io::refuse_inputs(paths, inputs);
}

}  // namespace edca::cli
