#include "base/embedded.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

using edca::json::Member;
using edca::json::Value;

namespace {

using Texts = std::map<std::string, std::string>;

Texts flat(const Value& value) {
  std::vector<std::pair<std::string, const Value*>> open = {{"", &value}};
  Texts texts;
  while (!open.empty()) {
    const auto [path, next] = open.back();
    open.pop_back();
    if (next->is_string()) {
      texts[path] = next->as_string();
      continue;
    }
    texts[path + "/"];
    for (const Member& member : next->as_object())
      open.emplace_back(path + "/" + member.first, &member.second);
  }
  return texts;
}

Value catalogue(const char* path) {
  return edca::json::parse(edca::embedded_file(path), path);
}

const Texts& english() {
  static const Texts texts = flat(catalogue("messages/en.json"));
  return texts;
}

const Texts& spanish() {
  static const Texts texts = flat(catalogue("messages/es.json"));
  return texts;
}

std::multiset<std::string> placeholders(const std::string& text) {
  std::multiset<std::string> names;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", at + 1);
    if (end != std::string::npos && end > at + 1 && text[end] == '}')
      names.insert(text.substr(at + 1, end - at - 1));
  }
  return names;
}

/// The names of `{name|one|many}`, each with the number of its forms.
std::map<std::string, std::size_t> plurals(const std::string& text) {
  std::map<std::string, std::size_t> forms;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::string inside = text.substr(at + 1, text.find('}', at) - at - 1);
    const auto bars = static_cast<std::size_t>(std::count(inside.begin(), inside.end(), '|'));
    if (bars > 0) forms[inside.substr(0, inside.find('|'))] = bars;
  }
  return forms;
}

/// Takes out what is not prose: code, names and values.
std::string prose(std::string text) {
  // The settings of a configuration.
  for (std::size_t at = text.find(" = "); at != std::string::npos; at = text.find(" = ")) {
    const std::size_t line = text.rfind('\n', at) + 1;
    text.replace(line, at + 3 - line, " ");
  }
  // Commands on lines of their own, and options.
  for (std::size_t at = text.find("\n  edca "); at != std::string::npos;
       at = text.find("\n  edca "))
    text.replace(at, std::min(text.find('\n', at + 1), text.size()) - at, " ");
  for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--"))
    text.replace(at, std::min(text.find_first_of(" ,.;:)\n", at), text.size()) - at, " ");
  for (const auto& [open, close] : {std::pair<std::string, std::string>{"«", "»"},
                                    {"“", "”"},
                                    {"`", "`"},
                                    {"\"", "\""},
                                    {"[", "]"},
                                    {"{", "}"}}) {
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
      const std::size_t end = text.find(close, at + open.size());
      if (end == std::string::npos) break;
      text.replace(at, end + close.size() - at, " ");
    }
  }
  return text;
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found(1);
  for (const char c : prose(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalpha(byte) || byte >= 0x80)
      found.back() += static_cast<char>(std::tolower(byte));
    else if (!found.back().empty())
      found.emplace_back();
  }
  return found;
}

void check_without(const Texts& texts, const std::set<std::string>& foreign) {
  for (const auto& [key, text] : texts)
    for (const std::string& word : words(text)) {
      INFO(key << ": " << text);
      CHECK(foreign.count(word) == 0);
    }
}

}  // namespace

TEST_CASE("both languages have the same keys and placeholders") {
  std::set<std::string> keys;
  for (const Texts* texts : {&english(), &spanish()})
    for (const auto& entry : *texts) keys.insert(entry.first);
  for (const std::string& key : keys) {
    INFO(key);
    REQUIRE(english().count(key) == 1);
    REQUIRE(spanish().count(key) == 1);
    CHECK(placeholders(english().at(key)) == placeholders(spanish().at(key)));
    CHECK(english().at(key).empty() == spanish().at(key).empty());
  }
}

TEST_CASE("words that depend on a number have two forms, and the number is said") {
  for (const Texts* texts : {&english(), &spanish()})
    for (const auto& [key, text] : *texts)
      for (const auto& [name, forms] : plurals(text)) {
        INFO(key << ": " << text);
        CHECK(forms == 2);
        CHECK(placeholders(text).count(name) > 0);
      }
}

/// "{count} files", which is wrong for one.
bool has_number_before_many(const std::string& text) {
  for (const char* number : {"all", "bytes", "changes", "count", "days", "files", "items", "limit",
                             "releases", "shown"}) {
    const std::string placeholder = std::string("{") + number + "} ";
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + 1)) {
      std::size_t end = at + placeholder.size();
      while (end < text.size() && std::islower(static_cast<unsigned char>(text[end])) != 0) ++end;
      const bool ends =
          end == text.size() || std::isalnum(static_cast<unsigned char>(text[end])) == 0;
      if (end - at > placeholder.size() + 1 && text[end - 1] == 's' && ends) return true;
    }
  }
  return false;
}

TEST_CASE("no number stands before a word that fits many only") {
  REQUIRE(has_number_before_many("{count} files were read"));
  REQUIRE_FALSE(has_number_before_many("{count|file|files}, {limit} of"));
  for (const Texts* texts : {&english(), &spanish()})
    for (const auto& [key, text] : *texts) {
      INFO(key << ": " << text);
      CHECK_FALSE(has_number_before_many(text));
    }
}

TEST_CASE("every rule has all its texts in both languages, and no text is without a rule") {
  for (const edca::Rule& rule : edca::rules())
    for (const char* part : {"title", "why", "fix", "text", "advice"})
      for (const Texts* texts : {&english(), &spanish()}) {
        const std::string key = "/rules/" + std::string(rule.id) + "/" + part;
        INFO(key);
        REQUIRE(texts->count(key) == 1);
        const std::string& text = texts->at(key);
        REQUIRE(!text.empty());
        CHECK(text.ends_with('.') == (std::string(part) != "title"));
      }
  const Value root = catalogue("messages/es.json");
  for (const Member& member : root.find("rules")->as_object())
    CHECK(edca::find_rule(member.first) != nullptr);
}

TEST_CASE("catalogues are sorted by key") {
  for (const char* path : {"messages/en.json", "messages/es.json"}) {
    const Value root = catalogue(path);
    for (const char* part : {"rules", "sentences"}) {
      const auto& object = root.find(part)->as_object();
      CHECK(std::is_sorted(object.begin(), object.end(),
                           [](const Member& a, const Member& b) { return a.first < b.first; }));
    }
  }
}

TEST_CASE("no English survives in Spanish") {
  check_without(spanish(),
                {"the",    "is",     "are",     "with",    "value",    "field",  "file",   "must",
                 "should", "and",    "of",      "not",     "this",     "an",     "to",     "or",
                 "that",   "which",  "list",    "text",    "date",     "year",   "error:", "write",
                 "check",  "item",   "items",   "release", "releases", "record", "object", "array",
                 "string", "number", "warning", "unknown", "version"});
}

TEST_CASE("no Spanish survives in English") {
  check_without(english(), {"el", "la", "los", "las", "una", "que", "de", "para", "campo", "valor",
                            "archivo", "entrega", "lista", "en", "y", "o"});
}

TEST_CASE("Spanish names stand between the quotes of Spanish") {
  for (const auto& [key, text] : spanish()) {
    INFO(key << ": " << text);
    CHECK(text.find("“") == std::string::npos);
  }
}

TEST_CASE("the Spanish is that of Mexico") {
  check_without(spanish(), {"fichero", "ficheros", "ordenador", "vosotros", "tú", "tu", "puedes",
                            "licitación"});
}
