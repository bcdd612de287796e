#include "tables/selection.hpp"

#include <algorithm>

namespace edca::tables {
namespace {

/// Whether one is the other, or stands below it.
bool is_below(std::string_view path, std::string_view name) {
  return path.starts_with(name) && (path.size() == name.size() || path[name.size()] == '/');
}

std::string_view without_outermost(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

}  // namespace

Selection::Selection(const std::vector<std::string>& only, const std::vector<std::string>& skip) {
  for (const std::string& path : only) only_.push_back({path});
  for (const std::string& path : skip) skip_.push_back({path});
}

/// Whether one of the names is the path, or stands above it.
bool Selection::names(std::vector<Name>& all, std::string_view path) {
  const std::string_view inner = without_outermost(path);
  bool found = false;
  for (Name& name : all) {
    if (!is_below(path, name.path) && (inner.empty() || !is_below(inner, name.path))) continue;
    found = name.met = true;
  }
  return found;
}

/// Whether one of the names stands below the path.
bool Selection::leads_to(std::vector<Name>& all, std::string_view path) {
  const std::string_view inner = without_outermost(path);
  bool found = false;
  for (Name& name : all) {
    for (const std::string_view each : {path, inner}) {
      if (each.empty() || !is_below(name.path, each)) continue;
      name.above = std::max(name.above, each.size());
      found = true;
    }
  }
  return found;
}

bool Selection::takes(std::string_view path) {
  const bool named = names(only_, path);
  const bool leads = leads_to(only_, path);
  return !names(skip_, path) && (only_.empty() || named || leads);
}

bool Selection::takes_whole(std::string_view path) {
  const bool leads = leads_to(skip_, path);
  return takes(path) && (only_.empty() || names(only_, path)) && !leads;
}

std::vector<Selection::Unmet> Selection::unmet() const {
  std::vector<Unmet> paths;
  for (const auto* all : {&only_, &skip_}) {
    for (const Name& name : *all) {
      // Below what is left out, or taken whole, nothing is asked about.
      const bool covered = std::ranges::any_of(*all, [&](const Name& other) {
        return &other != &name && other.met && is_below(name.path, other.path);
      });
      if (!name.met && !covered) paths.push_back({name.path, name.path.substr(0, name.above)});
    }
  }
  return paths;
}

}  // namespace edca::tables
