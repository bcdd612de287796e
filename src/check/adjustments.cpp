#include "check/adjustments.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "base/file_text.hpp"
#include "check/fingerprint.hpp"
#include "check/item_checker.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"

namespace edca::check {
namespace {

bool names(std::string_view word, const Rule& rule) {
  return rule.id == word || family(rule) == word;
}

std::vector<std::string> tokens(std::string_view pointer) {
  std::vector<std::string> list;
  while (!pointer.empty()) list.emplace_back(first_token(pointer));
  return list;
}

[[noreturn]] void refuse(const char* key, const std::string& file, std::string_view name) {
  throw Error(ErrorKind::usage, key, {{"file", file}, {"name", std::string(name)}});
}

void check_word(const std::string& file, std::string_view word) {
  const auto known = [&](const Rule& rule) { return names(word, rule); };
  if (std::none_of(rules().begin(), rules().end(), known)) refuse("rules-file.rule", file, word);
}

std::string read_file(const std::string& path) {
  std::optional<std::string> text = base::file_text(path);
  if (!text) refuse("adjustments.unreadable", path, "");
  return *std::move(text);
}

}  // namespace

Adjustments::Adjustments() : off_(rules().size(), false) {
  for (const Rule& rule : rules()) severity_.push_back(rule.severity);
}

void Adjustments::read_rules(const std::string& file) {
  const json::Value root = json::parse(read_file(file), file);
  if (!root.is_object()) refuse("rules-file.format", file, "");
  for (const auto& [name, value] : root.as_object()) {
    if (name == "severity" && value.is_object()) {
      for (const auto& [word, level] : value.as_object()) set_severity(file, word, level);
    } else if (name == "ignore" && value.is_array()) {
      for (const json::Value& entry : value.as_array()) ignore(file, entry);
    } else {
      refuse("rules-file.name", file, name);
    }
  }
}

void Adjustments::set_severity(const std::string& file, const std::string& word,
                               const json::Value& level) {
  check_word(file, word);
  const std::string_view text = level.is_string() ? std::string_view(level.as_string()) : "";
  constexpr std::string_view levels[] = {"note", "warning", "error", "off"};
  const auto* found = std::find(std::begin(levels), std::end(levels), text);
  if (found == std::end(levels)) refuse("rules-file.severity", file, text);
  for (std::size_t at = 0; at < rules().size(); ++at) {
    if (!names(word, rules()[at])) continue;
    off_[at] = text == "off";
    if (!off_[at]) severity_[at] = static_cast<Severity>(found - std::begin(levels));
  }
}

void Adjustments::ignore(const std::string& file, const json::Value& entry) {
  const std::string_view rule = entry.text("rule");
  const std::string_view path = entry.text("path");
  check_word(file, rule);
  if (!path.empty() && !path.starts_with('/')) refuse("rules-file.path", file, path);
  ignored_.push_back({std::string(rule), tokens(path)});
}

void Adjustments::read_baseline(const std::string& file) {
  const std::string text = read_file(file);
  has_baseline_ = true;
  try {
    // JSON Lines: an object a line, none of which is the report.
    for (std::size_t at = 0; text.starts_with("{\"rule\"") && at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) know(json::parse(std::string_view(text).substr(at, end - at), file));
      at = end + 1;
    }
    if (text.starts_with("{\"rule\"")) return;
    const json::Value root = json::parse(text, file);
    const json::Value* findings = root.find("findings");
    if (findings == nullptr || !findings->is_array()) refuse("baseline.format", file, "");
    for (const json::Value& finding : findings->as_array()) know(finding);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::usage) throw;
    refuse("baseline.format", file, "");
  }
}

void Adjustments::know(const json::Value& value) {
  constexpr std::size_t digits = 16;
  Finding finding;
  finding.rule = find_rule(value.text("rule"));
  if (finding.rule == nullptr) return;
  const std::string_view print = value.text("fingerprint");
  std::uint64_t number = 0;
  const auto read = std::from_chars(print.data(), print.data() + print.size(), number, digits);
  if (print.size() == digits && read.ptr == print.data() + digits) {
    ++known_[number];
    return;
  }
  finding.ocid = value.text("ocid");
  finding.release = value.text("release");
  finding.pointer = value.text("pointer");
  finding.property = value.text("property");
  finding.value = value.text("value");
  ++plain_[plain_fingerprint(finding)];
}

bool Adjustments::Known::take(const Finding& finding) {
  const auto take_one = [](const auto& known, auto& taken, std::uint64_t print) {
    const auto found = known.find(print);
    return found != known.end() && taken[print]++ < found->second;
  };
  if (family(*finding.rule) == "input") return false;
  if (take_one(adjustments_.known_, taken_, finding.fingerprint)) return true;
  return !adjustments_.plain_.empty() &&
         take_one(adjustments_.plain_, taken_plain_, plain_fingerprint(finding));
}

bool Adjustments::ignores(const Finding& finding) const {
  if (family(*finding.rule) == "input") return false;
  for (const Ignored& ignored : ignored_) {
    if (!names(ignored.rule, *finding.rule)) continue;
    std::string_view pointer = below_item(finding.pointer);
    const auto fits = [&](const std::string& wanted) {
      if (pointer.empty()) return false;
      const std::string_view token = first_token(pointer);
      return wanted == "*" || wanted == token;
    };
    if (std::all_of(ignored.path.begin(), ignored.path.end(), fits)) return true;
  }
  return false;
}

Severity severity(const Scope& scope, std::size_t rule) {
  return scope.adjustments == nullptr ? rules()[rule].severity : scope.adjustments->severity(rule);
}

namespace {

void hide(const Scope& scope, Findings& findings, std::size_t from, bool others) {
  if (scope.adjustments == nullptr || !scope.adjustments->selective()) return;
  Adjustments::Known known(*scope.adjustments);
  for (Finding& finding : std::span(findings.list).subspan(from)) {
    if (finding.rule == nullptr || (others && finding.fingerprint != 0)) continue;
    if (others && scope.fingerprints) finding.fingerprint = plain_fingerprint(finding);
    const bool is_known = scope.adjustments->has_baseline() && known.take(finding);
    if (!is_known && !scope.adjustments->ignores(finding)) continue;
    findings.known += is_known ? 1 : 0;
    --findings.tally.of(static_cast<std::size_t>(finding.rule - rules().data()));
    finding.rule = nullptr;
  }
}

}  // namespace

void hide(const Scope& scope, Findings& findings, std::size_t from) {
  hide(scope, findings, from, false);
}

void hide_others(const Scope& scope, Findings& findings, std::size_t from) {
  hide(scope, findings, from, true);
}

}  // namespace edca::check
