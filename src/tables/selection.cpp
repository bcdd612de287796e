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

/// Whether one of the names is the path, or stands above it.
bool names(const std::vector<std::string>& all, std::string_view path) {
  const std::string_view inner = without_outermost(path);
  return std::ranges::any_of(all, [&](const std::string& name) {
    return is_below(path, name) || (!inner.empty() && is_below(inner, name));
  });
}

/// Whether one of the names stands below the path.
bool leads_to(const std::vector<std::string>& all, std::string_view path) {
  const std::string_view inner = without_outermost(path);
  return std::ranges::any_of(all, [&](const std::string& name) {
    return is_below(name, path) || (!inner.empty() && is_below(name, inner));
  });
}

}  // namespace

bool Selection::takes(std::string_view path) const {
  return !names(skip_, path) && (only_.empty() || names(only_, path) || leads_to(only_, path));
}

bool Selection::takes_whole(std::string_view path) const {
  return takes(path) && (only_.empty() || names(only_, path)) && !leads_to(skip_, path);
}

}  // namespace edca::tables
