#include "package/names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "edca/error.hpp"

namespace edca::package {
namespace {

constexpr std::array<std::string_view, 5> placeholders = {"prefix", "year", "month", "publisher",
                                                          "n"};
constexpr std::size_t longest_slug = 60;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

NameTemplate::NameTemplate(std::string text) : text_(std::move(text)) {
  std::string_view left = text_;
  for (;;) {
    const std::size_t brace = left.find_first_of("{}");
    parts_.emplace_back(left.substr(0, brace));
    if (brace == std::string_view::npos) return;
    const std::size_t end = left.find_first_of("{}", brace + 1);
    if (left[brace] == '}' || end == std::string_view::npos || left[end] == '{') {
      throw Error(ErrorKind::usage, "package.brace",
                  {{"template", text_}, {"allowed", known_placeholders}});
    }
    parts_.emplace_back(left.substr(brace + 1, end - brace - 1));
    if (std::find(placeholders.begin(), placeholders.end(), parts_.back()) == placeholders.end()) {
      throw Error(ErrorKind::usage, "package.placeholder",
                  {{"template", text_},
                   {"placeholder", "{" + parts_.back() + "}"},
                   {"allowed", known_placeholders}});
    }
    left.remove_prefix(end + 1);
  }
}

bool NameTemplate::uses(std::string_view placeholder) const {
  for (std::size_t at = 1; at < parts_.size(); at += 2) {
    if (parts_[at] == placeholder) return true;
  }
  return false;
}

std::string NameTemplate::fill(const NameValues& values) const {
  const std::string* const in_order[] = {&values.prefix, &values.year, &values.month,
                                         &values.publisher, &values.number};
  std::string name = parts_[0];
  for (std::size_t at = 1; at < parts_.size(); at += 2) {
    const auto* found = std::find(placeholders.begin(), placeholders.end(), parts_[at]);
    name += *in_order[found - placeholders.begin()];
    name += parts_[at + 1];
  }
  return name;
}

std::string slug(std::string_view name) {
  std::string result;
  for (const char c : base::fold(name)) {
    if (result.size() >= longest_slug) break;
    if (is_letter_or_digit(c)) {
      result += c;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (result.ends_with('-')) result.pop_back();
  return result.empty() ? "unnamed" : result;
}

std::string prefix_of(std::string_view id) {
  const std::size_t start = id.starts_with("ocds-") ? 5 : id.starts_with("oc4ids-") ? 7 : 0;
  const std::size_t end = start + 6;
  if (start == 0 || id.size() < end || (id.size() > end && id[end] != '-')) return {};
  for (std::size_t at = start; at < end; ++at) {
    if (!is_letter_or_digit(static_cast<char>(id[at] | 0x20))) return {};
  }
  return std::string(id.substr(0, end));
}

bool is_prefix(std::string_view prefix) {
  const bool begins = prefix.starts_with("ocds-") || prefix.starts_with("oc4ids-");
  return begins && prefix.size() > prefix.find('-') + 1 && std::ranges::all_of(prefix, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

std::string numbered(std::uint64_t number, std::uint64_t last) {
  std::string digits = std::to_string(number);
  const std::size_t width = std::to_string(last).size();
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace edca::package
