#include "package/plan.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "edca/error.hpp"

namespace edca::package {
namespace {

constexpr const char* no_publisher = "no-publisher";

void check_placeholders(const NameTemplate& name, PackageGrouping by) {
  const auto need = [&](const char* placeholder, bool there, const char* option) {
    if (there || !name.uses(placeholder)) return;
    throw Error(ErrorKind::usage, "package.placeholder-by",
                {{"template", name.text()},
                 {"placeholder", std::string("{") + placeholder + "}"},
                 {"option", option}});
  };
  using enum PackageGrouping;
  need("year", by == year || by == month, "--by year");
  need("month", by == month, "--by month");
  need("publisher", by == publisher, "--by publisher");
}

[[noreturn]] void refuse(const char* key, std::size_t packages, const std::string& name,
                         const std::string& placeholder) {
  throw Error(ErrorKind::usage, key,
              {{"count", std::to_string(packages)},
               {"path", name},
               {"placeholder", placeholder},
               {"example", "'package-" + placeholder + ".json'"}});
}

}  // namespace

Planner::Planner(const PackageOptions& options)
    : options_(options),
      name_(options.name == "-" ? std::string() : options.name),
      uri_(options.members.uri) {
  check_placeholders(name_, options.by);
  check_placeholders(uri_, options.by);
}

std::uint64_t Planner::packages_of(const Part& part) const {
  const std::uint64_t size = options_.size;
  return size == 0 || part.items == 0 ? 1 : (part.items - 1) / size + 1;
}

/// The publishers in names. Where several come to the same, all but the first get a number; a name
/// that comes out by itself is nobody else's.
Planner::Slugs Planner::slugs_of(const Parts& parts) const {
  Slugs slugs;
  if (options_.by != PackageGrouping::publisher) return slugs;
  std::unordered_set<std::string> natural;
  std::vector<std::pair<std::string_view, std::string>> repeated;
  for (const auto& [key, part] : parts) {
    std::string name = key.empty() ? no_publisher : slug(key);
    if (natural.insert(name).second) {
      slugs.emplace(key, std::move(name));
    } else {
      repeated.emplace_back(key, std::move(name));
    }
  }
  std::unordered_map<std::string, std::uint64_t> last;
  for (const auto& [key, name] : repeated) {
    std::uint64_t& number = last.try_emplace(name, 1).first->second;
    std::string numbered;
    do numbered = name + "-" + std::to_string(++number);
    while (!natural.insert(numbered).second);
    slugs.emplace(key, std::move(numbered));
  }
  return slugs;
}

NameValues Planner::values(const std::string& key, const Part& part, const Slugs& slugs) const {
  NameValues values;
  if (options_.by == PackageGrouping::publisher) {
    values.publisher = slugs.at(key);
  } else if (options_.by != PackageGrouping::together) {
    const bool dated = key != undated_key;
    values.year = dated ? key.substr(0, 4) : key;
    values.month = dated ? key.substr(std::min<std::size_t>(key.size(), 5)) : key;
  }
  if (name_.uses("prefix") || uri_.uses("prefix")) values.prefix = prefix_of(part);
  return values;
}

const std::string& Planner::prefix_of(const Part& part) const {
  if (part.prefixes.size() != 1 || part.prefixes.begin()->empty()) {
    throw Error(ErrorKind::usage,
                part.prefixes.size() > 1 ? "package.prefixes" : "package.no-prefix",
                {{"template", name_.uses("prefix") ? name_.text() : uri_.text()},
                 {"placeholder", "{prefix}"}});
  }
  return *part.prefixes.begin();
}

std::vector<PlannedPackage> Planner::plan(const Parts& parts) const {
  std::uint64_t last = 1;
  for (const auto& [key, part] : parts) last = std::max(last, packages_of(part));
  const Slugs slugs = slugs_of(parts);
  std::vector<PlannedPackage> packages;
  for (const auto& [key, part] : parts) {
    NameValues known = values(key, part, slugs);
    std::uint64_t left = part.items;
    for (std::uint64_t number = 1; number <= packages_of(part); ++number) {
      known.number = numbered(number, last);
      const std::uint64_t items = options_.size == 0 ? left : std::min(left, options_.size);
      left -= items;
      packages.push_back(
          {&part, {packages.size() + 1, items, name_.fill(known), uri_.fill(known)}});
    }
  }
  check(packages);
  return packages;
}

/// The placeholders that would tell packages apart and are not in a name.
std::string Planner::missing_in(const NameTemplate& name) const {
  std::string missing;
  const auto add = [&](const char* placeholder) {
    if (name.uses(placeholder)) return;
    missing += (missing.empty() ? "{" : "-{") + std::string(placeholder) + "}";
  };
  if (options_.by == PackageGrouping::publisher) add("publisher");
  if (options_.by == PackageGrouping::year || options_.by == PackageGrouping::month) add("year");
  if (options_.by == PackageGrouping::month) add("month");
  if (options_.size > 0 || missing.empty()) add("n");
  return missing;
}

void Planner::check(const std::vector<PlannedPackage>& packages) const {
  std::unordered_set<std::string_view> names;
  std::unordered_set<std::string_view> uris;
  if (name_.has_placeholders() || name_.text().empty()) {
    for (const auto& [part, package] : packages) {
      if (!package.name.empty() && !names.insert(package.name).second) {
        refuse("package.same-name", packages.size(), package.name, missing_in(name_));
      }
    }
  } else {
    need_names(packages.size());
  }
  for (const auto& [part, package] : packages) {
    if (!package.uri.empty() && !uris.insert(package.uri).second) {
      refuse("package.same-uri", packages.size(), package.uri, missing_in(uri_));
    }
  }
}

void Planner::need_names(std::size_t packages) const {
  if (packages < 2 || name_.has_placeholders()) return;
  refuse("package.one-name", packages, name_.text(), missing_in(name_));
}

}  // namespace edca::package
