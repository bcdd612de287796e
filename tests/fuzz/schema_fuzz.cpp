// A schema, a NUL and a JSON text. The schema is refused or compiled; the schema with all its
// references put into one (as another engine would get it) judges the text alike.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/item_checker.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"
#include "schema/compiler.hpp"

namespace {

using edca::schema::Compiler;
using edca::schema::Node;

const edca::schema::Codelist* no_codelist(std::string_view) {
  return nullptr;
}

/// The schema errors that a node finds, by rule; nothing where the text cannot be judged.
std::optional<std::map<std::size_t, std::uint64_t>> judge(const Node* node, std::string_view text) {
  static const edca::check::Scope scope = [] {
    edca::check::Scope made;
    for (const edca::Rule& rule : edca::rules()) made.enabled.push_back(family(rule) == "schema");
    made.fields = made.codelists = false;
    return made;
  }();
  edca::check::ItemChecker checker(scope, false);
  edca::check::Findings findings;
  edca::check::ItemTask task;
  task.text = text;
  task.node = node;
  try {
    if (!checker.check(task, findings)) return std::nullopt;
  } catch (const edca::Error&) {
    return std::nullopt;  // too many alternatives
  }
  std::map<std::size_t, std::uint64_t> counts;
  for (const auto& [rule, count] : findings.tally) counts[rule] = count;
  return counts;
}

/// The names of all members of a value.
void collect(const edca::json::Value& value, std::set<std::string>& names) {
  if (value.is_array()) {
    for (const edca::json::Value& element : value.as_array()) collect(element, names);
  }
  if (!value.is_object()) return;
  for (const auto& [name, member] : value.as_object()) {
    names.insert(name);
    collect(member, names);
  }
}

/// The bundle with the keywords that another engine does not get under their own names again.
edca::json::Value bundle(const Compiler& compiler, const Node& node, std::string_view text) {
  std::set<std::string> names;
  collect(edca::json::parse(text, "fuzz"), names);
  std::string written = edca::json::write(compiler.bundler(node).bundle(names));
  constexpr std::string_view prefix = "\"x-edca-";
  for (std::size_t at = 0; (at = written.find(prefix, at)) != std::string::npos;) {
    written.erase(at + 1, prefix.size() - 1);
  }
  return edca::json::parse(written, "bundle");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = std::min(input.find('\0'), size);
  // bundle() would take a name of the text for one of its own.
  if (input.find("x-edca-") != std::string_view::npos) return 0;
  try {
    const edca::json::Value schema = edca::json::parse(input.substr(0, nul), "fuzz");
    Compiler compiler(no_codelist);
    compiler.references().add("https://example.mx/schema.json", schema);
    const Node* node = compiler.compile("https://example.mx/schema.json");
    const std::string_view text = input.substr(std::min(nul + 1, size));
    const edca::json::Value together = bundle(compiler, *node, text);
    Compiler again(no_codelist);
    again.references().add("", together);
    if (judge(node, text) != judge(again.compile(""), text)) std::abort();
  } catch (const edca::Error&) {
  }
  return 0;
}
