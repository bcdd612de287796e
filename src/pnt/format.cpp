#include "pnt/format.hpp"

#include <algorithm>
#include <array>

#include "base/embedded.hpp"
#include "edca/error.hpp"
#include "io/file.hpp"
#include "pnt/format_file.hpp"

namespace edca::pnt {
namespace {

constexpr std::array<std::string_view, 3> known = {"43335", "43336", "merged"};

Format known_format(std::string_view name) {
  const std::string path = "pnt/formats/" + std::string(name) + ".toml";
  return read_format(embedded_file(path), path);
}

bool is_known(std::string_view name) {
  return std::ranges::find(known, name) != known.end();
}

std::string whole_file(const std::string& path) {
  constexpr std::uint64_t most = std::uint64_t{1} << 20;
  std::error_code error;
  std::string text = io::read_whole(path, error, most);
  if (error || text.empty()) throw Error(ErrorKind::usage, "convert.pnt-unread", {{"path", path}});
  return text;
}

}  // namespace

const Column* Format::find(std::string_view key) const {
  const auto found = std::ranges::find(columns, key, &Column::key);
  return found == columns.end() ? nullptr : &*found;
}

bool Format::takes(std::string_view method) const {
  return std::ranges::find(methods, method) != methods.end();
}

Format find_format(const std::string& name) {
  if (is_known(name)) return known_format(name);
  const std::string text = whole_file(name);
  const std::string base = base_of(text, name);
  if (base.empty()) return read_format(text, name);
  if (!is_known(base))
    throw Error(ErrorKind::usage, "convert.pnt-entry", {{"path", name}, {"entry", "base"}});
  Format format = known_format(base);
  apply_profile(format, text, name);
  return format;
}

std::string law_on(std::string_view day) {
  static const auto laws = [] {
    constexpr const char* path = "pnt/formats/laws.toml";
    return read_laws(embedded_file(path), path);
  }();
  std::string name;
  for (const auto& [from, law] : laws)
    if (day >= from) name = law;
  return name;
}

}  // namespace edca::pnt
