#include "report/causes.hpp"

#include "base/describing.hpp"
#include "check/fingerprint.hpp"

#include <algorithm>
#include <numeric>

namespace edca::report {

namespace {

constexpr std::size_t longest_path = 500;      // bytes
constexpr std::size_t longest_pointer = 4000;  // bytes
constexpr std::size_t longest_argument = 400;  // bytes

bool is_index(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Cut to at most `most` bytes, at the end of a character.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

/// What is left when the value is taken out.
Finding outline(const Finding& finding) {
  Finding first;
  first.rule = finding.rule;
  first.severity = finding.severity;
  first.file = finding.file;
  first.at = finding.at;
  first.has_position = finding.has_position;
  first.cell = finding.cell;
  if (finding.pointer.size() <= longest_pointer) first.pointer = finding.pointer;
  first.keyword = finding.keyword;
  first.property = cut(finding.property, longest_path);
  if (!finding.value.empty()) first.value = messages::left_out;
  first.variant = finding.variant;
  for (const auto& [name, value] : finding.arguments) {
    first.arguments.emplace_back(
        name, base::describes(name) ? cut(value, longest_argument) : messages::left_out);
  }
  return first;
}

/// Whether a path names a property, or there is none to name.
bool ends_in(std::string_view path, std::string_view property) {
  if (property.empty()) return true;
  return path.size() > property.size() && path.ends_with(property) &&
         path[path.size() - property.size() - 1] == '/';
}

/// Leaves out what is not the same in another finding.
void generalize(Finding& first, const Finding& finding) {
  for (auto& argument : first.arguments) {
    if (argument.second == messages::left_out) continue;
    const auto same = [&](const auto& other) {
      return other.first == argument.first &&
             cut(other.second, longest_argument) == argument.second;
    };
    if (std::any_of(finding.arguments.begin(), finding.arguments.end(), same)) continue;
    argument.second =
        argument.first.starts_with("title_") ? std::string_view() : messages::left_out;
  }
}

}  // namespace

void append_path(std::string_view pointer, std::string& out) {
  pointer = check::below_item(pointer);
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    if (!is_index(pointer.substr(1, end - 1))) out.append(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
}

std::size_t Causes::add(const Finding& finding, std::uint64_t count) {
  std::string_view variant = finding.variant;
  if (variant.ends_with("+hint")) variant.remove_suffix(5);
  path_.clear();
  append_path(finding.pointer, path_);
  path_.resize(cut(path_, longest_path).size());
  key_.assign(finding.rule->id);
  if (!variant.empty()) key_.append("/").append(variant);
  if (!path_.empty()) key_.append(" ").append(path_);
  if (!ends_in(path_, finding.property))
    key_.append("#").append(cut(finding.property, longest_path));
  const auto found = indexes_.find(key_);
  if (found != indexes_.end()) {
    Cause& cause = causes_[found->second];
    cause.count += count;
    generalize(cause.first, finding);
    return found->second;
  }
  if (causes_.size() == most) {
    others_ += count;
    return none;
  }
  indexes_.emplace(key_, causes_.size());
  causes_.push_back({key_, path_, outline(finding), count});
  return causes_.size() - 1;
}

std::vector<std::size_t> Causes::ranking() const {
  std::vector<std::size_t> order(causes_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::size_t left, std::size_t right) {
    const Cause& one = causes_[left];
    const Cause& other = causes_[right];
    if (one.first.severity != other.first.severity)
      return one.first.severity > other.first.severity;
    return one.count > other.count;
  });
  return order;
}

std::string sentence(const Cause& cause, messages::Language language) {
  return messages::describe(cause.first, language);
}

}  // namespace edca::report
