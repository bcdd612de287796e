#include "indicators/legal.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <system_error>

#include <toml++/toml.h>

#include "base/text.hpp"
#include "edca/error.hpp"
#include "indicators/ceilings.hpp"
#include "indicators/deals.hpp"
#include "io/file.hpp"

namespace edca::indicators {
namespace {

constexpr std::string_view profile_mark = "edca-legal/1";

constexpr auto number_keys = std::to_array<std::string_view>({
    "acquisitions",
    "budget",
    "decision_days",
    "direct_goods",
    "direct_works",
    "guarantee",
    "increase_goods",
    "increase_works",
    "international_days",
    "invitation_goods",
    "invitation_works",
    "national_days",
    "national_works_days",
    "quotes",
    "quotes_from",
    "works",
});
static_assert(std::is_sorted(number_keys.begin(), number_keys.end()));

std::string whole_file(const std::string& path) {
  constexpr std::uint64_t most = 1 << 20;
  std::error_code error;
  std::string text = io::read_whole(path, error, most);
  if (error) throw Error(ErrorKind::usage, "indicators.legal-unread", {{"path", path}});
  return text;
}

[[noreturn]] void refuse(const std::string& name, std::string_view key) {
  throw Error(ErrorKind::usage, "indicators.legal-value",
              {{"path", name}, {"key", std::string(key)}});
}

std::vector<std::string> words(const toml::node& node, const std::string& name,
                               std::string_view key) {
  std::vector<std::string> result;
  const toml::array* list = node.as_array();
  if (list == nullptr) refuse(name, key);
  for (const toml::node& each : *list) {
    const auto word = each.value_exact<std::string>();
    if (!word || word->empty()) refuse(name, key);
    result.push_back(base::fold(*word));
  }
  return result;
}

std::int64_t day_of(const toml::node& node, const std::string& name, std::string_view key) {
  std::string text;
  if (const auto date = node.value_exact<toml::date>()) {
    std::array<char, 16> digits;
    std::snprintf(digits.data(), digits.size(), "%04d-%02d-%02d", static_cast<int>(date->year),
                  static_cast<int>(date->month), static_cast<int>(date->day));
    text = digits.data();
  } else {
    text = node.value_exact<std::string>().value_or("");
  }
  const auto found = day_of_text(text);
  if (!found) refuse(name, key);
  return *found;
}

/// Whole numbers, or decimals as text: a binary fraction is none.
base::Decimal number(const toml::node& node, const std::string& name, std::string_view key) {
  std::string text = node.value_exact<std::string>().value_or("");
  if (const auto whole = node.value_exact<std::int64_t>()) text = std::to_string(*whole);
  const auto found = base::Decimal::read(text);
  if (text.empty() || !found || found->negative()) refuse(name, key);
  return *found;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

}  // namespace

bool Legal::knows(std::string_view key) {
  return std::ranges::binary_search(number_keys, key);
}

void Legal::read(const std::string& path) {
  if (!path.empty()) parse(whole_file(path), path);
}

void Legal::parse(std::string_view text, const std::string& name) {
  toml::table root;
  try {
    root = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::usage, "indicators.legal-syntax",
                {{"path", name}, {"line", std::to_string(error.source().begin.line)}});
  }
  if (root["legal-profile"].value_exact<std::string>() != profile_mark)
    refuse(name, "legal-profile");
  for (const auto& [key, node] : root) {
    if (key == "legal-profile") continue;
    if (key != "rule" || !node.is_array_of_tables()) refuse(name, key.str());
  }
  const toml::array* list = root["rule"].as_array();
  if (list == nullptr) return;
  for (const toml::node& each : *list) {
    Rule& rule = rules_.emplace_back();
    for (const auto& [key, node] : *each.as_table()) {
      const std::string_view word = key.str();
      if (word == "buyers") {
        rule.buyers = words(node, name, word);
      } else if (word == "states") {
        rule.states = words(node, name, word);
      } else if (word == "from" || word == "to") {
        (word == "from" ? rule.from : rule.to) = day_of(node, name, word);
      } else if (word == "federal") {
        rule.federal = node.value_exact<bool>();
        if (!rule.federal) refuse(name, word);
      } else if (word == "law") {
        rule.law = node.value_exact<std::string>().value_or("");
        if (rule.law.empty()) refuse(name, word);
      } else if (knows(word)) {
        rule.numbers.emplace(word, number(node, name, word));
      } else {
        refuse(name, word);
      }
    }
  }
}

/// Whose law is cited is told by its name: that of the federal one ends with "del sector público",
/// and laws of states, cities and autonomous bodies name those.
Legal::Place Legal::place(const Case& given, std::int64_t day) {
  Place place;
  place.day = day;
  const json::Node* party = given.party(given.buyer);
  const auto told = [](const json::Node* value) { return base::fold(text_of(value)); };
  place.buyer_id = told(member(given.buyer, "id"));
  place.buyer_rfc = base::fold(given.rfc(given.buyer));
  place.buyer_name = told(member(given.buyer, "name"));
  place.state = told(member(party != nullptr ? party : given.buyer, "address", "region"));
  place.works = text(member(given.tender, "mainProcurementCategory")) == "works";
  const std::string& cited = given.reasons();
  if (has_any(cited, {"sector publico", "laassp", "lopsrm", "relacionados con las mismas"})) {
    place.cites = Place::Cites::federal;
  }
  if (has_any(cited, {"del instituto", "del estado", "de estado", "del municipio", "gubernamental",
                      "distrito federal", "ciudad de mexico", "del poder judicial", "inai"}) ||
      (place.cites == Place::Cites::nothing &&
       has_any(place.buyer_name,
               {"municipio", "ayuntamiento", "del estado", "gobierno de ", "distrito federal"}))) {
    place.cites = Place::Cites::other;
  }
  return place;
}

bool Legal::holds(const Rule& rule, const Place& place) {
  if ((rule.from && place.day < *rule.from) || (rule.to && place.day > *rule.to)) return false;
  const auto is = [](const std::vector<std::string>& names, std::string_view name) {
    return !name.empty() && std::ranges::find(names, name) != names.end();
  };
  if (!rule.states.empty() && !is(rule.states, place.state)) return false;
  return rule.buyers.empty() || is(rule.buyers, place.buyer_id) ||
         is(rule.buyers, place.buyer_rfc) || is(rule.buyers, place.buyer_name);
}

std::optional<Legal::Value> Legal::own(std::string_view key, const Place& place) const {
  for (const Rule& rule : rules_) {
    const auto found = rule.numbers.find(key);
    if (found != rule.numbers.end() && holds(rule, place)) return Value{found->second, rule.law};
  }
  return std::nullopt;
}

bool Legal::federal(const Place& place) const {
  for (const Rule& rule : rules_) {
    if (rule.federal && holds(rule, place)) return *rule.federal;
  }
  return place.cites != Place::Cites::other;
}

std::optional<Legal::Value> Legal::find(std::string_view key, const Place& place,
                                        std::int64_t number, std::string_view law) const {
  if (auto found = own(key, place)) return found;
  if (!federal(place)) return std::nullopt;
  return Value{base::Decimal::whole(number), std::string(law)};
}

std::optional<Legal::Value> Legal::ceiling(bool direct, std::string_view category,
                                           const Place& place) const {
  const bool works = category == "works";
  if (!works && category != "goods" && category != "services") return std::nullopt;
  const std::string key =
      std::string(direct ? "direct" : "invitation") + (works ? "_works" : "_goods");
  if (auto found = own(key, place)) return found;
  const int year = year_of(place.day);
  const auto budget = own("budget", place);
  if (budget && federal(place)) {
    std::uint64_t thousands = 0;
    for (const char digit : budget->number.plain()) {
      if (digit < '0' || digit > '9' || thousands > 1'000'000'000'000) break;
      thousands = thousands * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    const auto found = Ceilings::federal(direct, works, year, thousands);
    if (found) return Value{*found, "PEF 2025, anexo 9"};
  }
  // A budget picks a row of the federal decree, which is nothing to bodies under other laws.
  if (!settings_.text("ceilings", key) && !federal(place)) return std::nullopt;
  const auto found = Ceilings(settings_).find(direct, category, year);
  if (!found) return std::nullopt;
  return Value{*found, {}};
}

bool after_reform(std::int64_t day) {
  constexpr std::int64_t reform = 739'723;
  return day >= reform;
}

}  // namespace edca::indicators
