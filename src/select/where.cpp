#include <array>
#include <functional>
#include <system_error>

#include <toml++/toml.h>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "edca/error.hpp"
#include "io/file.hpp"
#include "select/conditions.hpp"
#include "semantics/value.hpp"

namespace edca::select {
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 20;

/// Groups of fields by their names.
struct FieldGroup {
  std::string_view name;
  std::vector<std::string_view> paths;
};

const std::vector<FieldGroup>& field_groups() {
  static const std::vector<FieldGroup> groups = {
      {"texts",
       {"/tender/title", "/tender/description", "/tender/procurementMethodRationale",
        "/tender/items[]/description", "/awards[]/title", "/awards[]/description",
        "/awards[]/rationale", "/awards[]/items[]/description", "/contracts[]/title",
        "/contracts[]/description", "/contracts[]/items[]/description"}},
      {"reasons",
       {"/tender/procurementMethodRationale", "/tender/procurementMethodDetails",
        "/awards[]/rationale"}},
      {"codes",
       {"/tender/items[]/classification/id", "/tender/items[]/additionalClassifications[]/id",
        "/awards[]/items[]/classification/id", "/awards[]/items[]/additionalClassifications[]/id",
        "/contracts[]/items[]/classification/id",
        "/contracts[]/items[]/additionalClassifications[]/id"}},
  };
  return groups;
}

constexpr std::array<std::string_view, 5> root_keys = {"select", "where", "amount", "missing",
                                                       "rule"};
constexpr std::array<std::string_view, 14> rule_keys = {
    "fields",    "words", "equal", "prefixes", "matches", "folded",   "buyers",
    "suppliers", "from",  "to",    "at_least", "at_most", "currency", "amount"};

class WhereReader {
 public:
  WhereReader(std::string_view text, const std::string& path) : text_(text), path_(path) {}

  Conditions read() {
    refuse_deep_keys();
    toml::table root;
    try {
      root = toml::parse(text_, path_);
    } catch (const toml::parse_error& error) {
      fail("select.where-syntax", {{"line", std::to_string(error.source().begin.line)}});
    }
    if (root["select"].value_exact<std::string>() != "edca-select/1") fail("select.mark", {});
    known(root, root_keys, "");
    if (root.contains("amount")) made_.amount = mode(root, "");
    if (root.contains("missing")) {
      const auto word = root["missing"].value_exact<std::string>();
      if (word != "null" && word != "zero") value("", "missing");
      made_.missing_is_zero = word == "zero";
    }
    const toml::table* rules = root["rule"].as_table();
    if (rules == nullptr || rules->empty()) fail("select.rules", {});
    std::vector<std::string> names;
    for (const auto& [key, node] : *rules) {
      names.emplace_back(key.str());
      const toml::table* table = node.as_table();
      const bool usable = table != nullptr && !is_operator(names.back()) &&
                          names.back().find_first_of(" \t()") == std::string::npos;
      if (!usable) value("rule", names.back());
      rule(names.back(), *table);
    }
    const auto where = root["where"].value_exact<std::string>();
    if (root.contains("where") && !where) value("", "where");
    made_.where = where ? Expression::read(*where, names, path_) : Expression::all(names.size());
    return std::move(made_);
  }

 private:
  using Take = std::function<bool(const std::string&)>;

  [[noreturn]] void fail(const char* key, Arguments arguments) const {
    arguments.insert(arguments.begin(), {"path", path_});
    throw Error(ErrorKind::usage, key, std::move(arguments));
  }
  [[noreturn]] void value(const std::string& rule, std::string_view key) const {
    fail("select.value", {{"rule", rule.empty() ? std::string("–") : rule},
                          {"key", std::string(key.substr(0, 80))}});
  }

  /// The reader of TOML goes as deep as a key has dots, which only the memory would end.
  void refuse_deep_keys() const {
    constexpr std::size_t most_dots = 64;
    std::size_t line = 1;
    std::size_t dots = 0;
    char quote = 0;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '\n') {
        ++line;
        dots = 0;
        quote = 0;
      } else if (quote != 0) {
        if (c == '\\' && quote == '"') ++at;
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '=' || c == ',' || c == '{' || c == '#') {
        dots = 0;
      } else if (c == '.' && ++dots > most_dots) {
        fail("select.where-syntax", {{"line", std::to_string(line)}});
      }
    }
  }

  void known(const toml::table& table, std::span<const std::string_view> keys,
             const std::string& rule) const {
    for (const auto& [key, node] : table) {
      if (std::ranges::find(keys, key.str()) != keys.end()) continue;
      fail("select.key", {{"rule", rule.empty() ? std::string("–") : rule},
                          {"key", std::string(key.str().substr(0, 80))},
                          {"suggestion", std::string(base::nearest(key.str(), keys))}});
    }
  }

  AmountMode mode(const toml::table& table, const std::string& rule) const {
    const auto word = table["amount"].value_exact<std::string>();
    for (const AmountMode each : {AmountMode::contract, AmountMode::max, AmountMode::mean})
      if (word && *word == name(each)) return each;
    value(rule, "amount");
  }

  /// Each text of a list, none of which may be blank.
  bool list(const toml::table& table, const std::string& rule, std::string_view key,
            const Take& take) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return false;
    const toml::array* array = node->as_array();
    if (array == nullptr || array->empty()) value(rule, key);
    for (const toml::node& element : *array) {
      const auto text = element.value_exact<std::string>();
      if (!text || semantics::trimmed(*text).empty() || !take(*text)) value(rule, key);
    }
    return true;
  }

  std::string day(const toml::table& table, const std::string& rule, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    std::string text;
    if (const auto date = node->value_exact<toml::date>()) {
      std::array<char, 16> digits;
      std::snprintf(digits.data(), digits.size(), "%04u-%02u-%02u", date->year, date->month,
                    date->day);
      text = digits.data();
    } else if (const auto word = node->value_exact<std::string>()) {
      text = *word;
    }
    if (text.size() != 10 || day_of(text).empty()) value(rule, key);
    return text;
  }

  /// A whole number, or an exact one as text: TOML's fractions are binary.
  std::optional<base::Decimal> limit(const toml::table& table, const std::string& rule,
                                     std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    if (const auto number = node->value_exact<std::int64_t>())
      return base::Decimal::read(std::to_string(*number));
    const auto text = node->value_exact<std::string>();
    constexpr std::string_view digits = "0123456789.";
    const bool plain = text && !text->empty() && text->front() != '.' && text->back() != '.' &&
                       text->find_first_not_of(digits) == std::string::npos &&
                       std::ranges::count(*text, '.') <= 1;
    const auto number = plain ? base::Decimal::read(*text) : std::nullopt;
    if (!number) value(rule, key);
    return number;
  }

  void fields(const toml::table& table, Rule& rule) const {
    const auto add = [&](std::string_view text) {
      auto path = Path::read(text);
      if (path) rule.fields.push_back(std::move(*path));
      return path.has_value();
    };
    list(table, rule.name, "fields", [&](const std::string& text) {
      for (const FieldGroup& group : field_groups()) {
        if (group.name != text) continue;
        for (const std::string_view path : group.paths) add(path);
        return true;
      }
      return add(text);
    });
  }

  void rule(const std::string& name, const toml::table& table) {
    known(table, rule_keys, name);
    Rule& rule = made_.rules.emplace_back();
    rule.name = name;
    fields(table, rule);
    int tests = 0;
    const auto folded_into = [](std::set<std::string, std::less<>>& words) {
      return [&words](const std::string& text) {
        words.insert(base::fold(semantics::trimmed(text)));
        return true;
      };
    };
    bool texts = list(table, name, "words", [&](const auto& text) { return rule.words.add(text); });
    tests += texts ? 1 : 0;
    const bool equal = list(table, name, "equal", folded_into(rule.equal));
    const bool prefixes = list(table, name, "prefixes", [&](const std::string& text) {
      rule.prefixes.push_back(base::fold(semantics::trimmed(text)));
      return true;
    });
    const bool matches = list(table, name, "matches", [&](const std::string& text) {
      rule.patterns.push_back(std::make_unique<schema::Pattern>(text));
      if (!rule.patterns.back()->usable())
        fail("select.pattern", {{"rule", name}, {"pattern", text.substr(0, 80)}});
      return true;
    });
    tests += (equal ? 1 : 0) + (prefixes ? 1 : 0) + (matches ? 1 : 0);
    texts = texts || equal || prefixes || matches;
    tests += list(table, name, "buyers", folded_into(rule.buyers)) ? 1 : 0;
    tests += list(table, name, "suppliers", folded_into(rule.suppliers)) ? 1 : 0;
    rule.from = day(table, name, "from");
    rule.to = day(table, name, "to");
    rule.at_least = limit(table, name, "at_least");
    rule.at_most = limit(table, name, "at_most");
    tests += (rule.by_day() ? 1 : 0) + (rule.by_amount() ? 1 : 0);
    details(table, rule, matches);
    const bool fields = texts || rule.by_day() || rule.fields.empty();
    if (tests != 1 || !fields) fail("select.test", {{"rule", name}});
    if (!texts || !rule.fields.empty()) return;
    for (const FieldGroup& group : field_groups()) {
      if (group.name != (prefixes ? "codes" : "texts")) continue;
      for (const std::string_view path : group.paths) rule.fields.push_back(*Path::read(path));
    }
  }

  void details(const toml::table& table, Rule& rule, bool matches) const {
    if (const toml::node* node = table.get("folded")) {
      const auto flag = node->value_exact<bool>();
      if (!flag || !matches) value(rule.name, "folded");
      rule.folded = *flag;
    }
    if (const toml::node* node = table.get("currency")) {
      const auto code = node->value_exact<std::string>();
      if (!code || !rule.by_amount()) value(rule.name, "currency");
      rule.currency = *code;
    }
    if (!table.contains("amount")) return;
    if (!rule.by_amount()) value(rule.name, "amount");
    rule.amount = mode(table, rule.name);
  }

  std::string_view text_;
  const std::string& path_;
  Conditions made_;
};

}  // namespace

Conditions Conditions::read(const std::string& path) {
  std::error_code error;
  const std::string text = io::read_whole(path, error, most_bytes);
  if (error) throw Error(ErrorKind::usage, "select.where-unread", {{"path", path}});
  return parse(text, path);
}

Conditions Conditions::parse(std::string_view text, const std::string& name) {
  return WhereReader(text, name).read();
}

}  // namespace edca::select
