#include "budget/line_key.hpp"

#include <algorithm>

#include "json/nodes.hpp"

namespace edca::budget {
namespace {

struct LevelForm {
  std::string_view component;  ///< as budgetLines.components[].name has it
  std::size_t width;           ///< 0: any
};
constexpr std::array<LevelForm, LineKey::levels> forms = {{{"cycle", 4},
                                                           {"branch", 2},
                                                           {"responsibleUnit", 3},
                                                           {"finality", 1},
                                                           {"function", 1},
                                                           {"subFunction", 2},
                                                           {"institutionalActivity", 3},
                                                           {"budgetProgram", 4},
                                                           {"strategicObjective", 3},
                                                           {"requestingUnit", 3},
                                                           {"specificActivity", 0},
                                                           {"spendingObject", 5},
                                                           {"spendingType", 1},
                                                           {"budgetSource", 1},
                                                           {"region", 2},
                                                           {"", 1}}};
constexpr std::size_t variable = 10;       ///< the level without a width
constexpr std::size_t width_before = 26;   ///< of all levels before it
constexpr std::size_t width_after = 10;    ///< of all behind it
constexpr std::size_t longest_key = 200;   ///< what is longer is no key
constexpr std::size_t longest_number = 3;  ///< digits of an id that may be a running number

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(std::string_view text) {
  return text.size() == 4 && digits(text) && (text.starts_with("19") || text.starts_with("20"));
}

std::string padded(std::string_view code, std::size_t width) {
  std::string text(code);
  if (digits(text) && text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "2018|44|100|…"
bool take_separated(std::string_view written, LineKey& key) {
  if (std::ranges::count(written, '|') >= std::ptrdiff_t{LineKey::levels}) return false;
  std::size_t level = 0;
  for (std::size_t at = 0; at <= written.size(); ++level) {
    const std::size_t end = std::min(written.find('|', at), written.size());
    key.parts[level] = padded(trimmed(written.substr(at, end - at)), forms[level].width);
    at = end + 1;
  }
  return level > LineKey::program && is_year(key.parts[LineKey::year]);
}

/// "201844100…"
bool take_joined(std::string_view written, LineKey& key) {
  if (written.size() <= width_before + width_after) return false;
  std::size_t at = 0;
  for (std::size_t level = 0; level < LineKey::levels; ++level) {
    const std::size_t width =
        level == variable ? written.size() - width_before - width_after : forms[level].width;
    key.parts[level] = written.substr(at, width);
    at += width;
  }
  const std::string& program = key.parts[LineKey::program];
  return is_year(key.parts[LineKey::year]) && digits(key.parts[LineKey::branch]) &&
         program[0] >= 'A' && program[0] <= 'Z' && digits(program.substr(1)) &&
         digits(key.parts[LineKey::object]);
}

}  // namespace

std::string LineKey::text() const {
  std::size_t told = levels;
  while (told > 0 && parts[told - 1].empty()) --told;
  if (told == 0) return id;
  std::string out;
  for (std::size_t level = 0; level < told; ++level) {
    if (level > 0) out += '|';
    out += parts[level];
  }
  return out;
}

bool LineKey::identifies() const {
  if (!parts[program].empty() && !parts[object].empty()) return true;
  return id.size() > longest_number || (!id.empty() && !digits(id));
}

bool LineKey::agrees_with(const LineKey& other) const {
  for (std::size_t level = 0; level < levels; ++level) {
    if (!other.parts[level].empty() && other.parts[level] != parts[level]) return false;
  }
  return true;
}

LineKey parse_key(std::string_view written) {
  written = trimmed(written);
  LineKey key;
  const bool taken = written.size() <= longest_key &&
                     (written.find('|') != std::string_view::npos ? take_separated(written, key)
                                                                  : take_joined(written, key));
  if (!taken) {
    key = {};
    key.id = written;
  }
  return key;
}

std::vector<LineKey> keys_in(std::string_view id) {
  std::vector<LineKey> keys;
  for (std::size_t at = 0; at < id.size();) {
    const std::size_t end = std::min(id.find(',', at), id.size());
    const std::string_view written = trimmed(id.substr(at, end - at));
    if (!written.empty()) keys.push_back(parse_key(written));
    at = end + 1;
  }
  return keys;
}

LineKey key_of_components(const json::Node* components) {
  LineKey key;
  each_object(components, [&](const json::Node* component, std::size_t) {
    const std::string_view name = text_of(member(component, "name"));
    const std::string_view given = trimmed(code(member(component, "code")));
    for (std::size_t level = 0; level < forms.size(); ++level) {
      const bool named = name == forms[level].component || (level == 0 && name == "year");
      if (named && !name.empty()) key.parts[level] = padded(given, forms[level].width);
    }
  });
  return key;
}

}  // namespace edca::budget
