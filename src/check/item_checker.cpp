#include "check/item_checker.hpp"

#include <algorithm>

#include "check/repair.hpp"
#include "json/escapes.hpp"

namespace edca::check {
namespace {

std::size_t index_of(const Rule* rule) { return static_cast<std::size_t>(rule - rules().data()); }

/// Which sentence explains a syntax error best.
std::string syntax_variant(rapidjson::ParseErrorCode code, std::string_view text, std::size_t offset) {
  const char at = offset < text.size() ? text[offset] : '\0';
  char before = '\0';
  for (std::size_t back = std::min(offset, text.size()); back > 0; --back) {
    before = text[back - 1];
    if (before != ' ' && before != '\n' && before != '\r' && before != '\t') break;
  }
  if (at == '\'') return "single-quote";
  if (offset >= text.size()) return "unexpected-end";
  switch (code) {
    case rapidjson::kParseErrorObjectMissName:
      return before == ',' && at == '}' ? "trailing-comma" : "other";
    case rapidjson::kParseErrorValueInvalid:
      return before == ',' && (at == ']' || at == '}') ? "trailing-comma" : "bad-value";
    case rapidjson::kParseErrorObjectMissColon: return "missing-colon";
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket: return "missing-comma";
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
    case rapidjson::kParseErrorStringEscapeInvalid: return "bad-escape";
    case rapidjson::kParseErrorStringMissQuotationMark: return "bad-string";
    case rapidjson::kParseErrorStringInvalidEncoding: return "control-character";
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent: return "bad-number";
    case rapidjson::kParseErrorDocumentRootNotSingular: return "trailing";
    default: return "other";
  }
}

}  // namespace

std::uint64_t Findings::errors() const {
  std::uint64_t sum = 0;
  for (std::size_t at = 0; at < tally.size(); ++at) {
    if (rules()[at].severity == Severity::error) sum += tally[at];
  }
  return sum;
}

bool ItemChecker::check(const ItemTask& task, Findings& findings) {
  if (!json::is_utf8(task.text)) {
    const std::size_t offset = json::invalid_utf8(task.text);
    if (Finding* finding = add(task, "input.encoding", offset, findings)) {
      static constexpr char digits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(task.text[offset]);
      finding->variant = byte >= 0xA0 && byte != 0xC0 && byte < 0xFE ? "latin1" : "other";
      finding->arguments.emplace_back("byte", std::string{digits[byte / 16], digits[byte % 16]});
    }
    return false;
  }
  const json::Escapes escapes = json::scan_escapes(task.text);
  if (escapes.surrogates.empty()) {
    if (!parse(task, task.text, findings)) return false;
  } else {
    std::string mended(task.text);
    json::replace_surrogates(mended, escapes.surrogates);
    if (!parse(task, mended, findings)) return false;
    for (const std::size_t offset : escapes.surrogates) {
      if (Finding* finding = add(task, "input.surrogate", offset, findings)) {
        finding->pointer = task.base + pointer_at(mended, offset);
      }
    }
  }
  for (const std::size_t offset : escapes.nul) {
    if (Finding* finding = add(task, "input.nul", offset, findings)) {
      finding->pointer = task.base + pointer_at(task.text, offset);
    }
  }
  return true;
}

bool ItemChecker::parse(const ItemTask& task, std::string_view text, Findings& findings) {
  std::vector<std::uint64_t> tally(findings.tally.size(), 0);
  json::ParseResult result = run(task, text, text, tally);
  if (result.stopped() && structure_.too_deep()) {
    if (Finding* finding = add(task, "input.depth", result.offset, findings)) {
      finding->arguments.emplace_back("limit", std::to_string(Structure::max_depth));
    }
    return false;
  }
  if (!result.ok()) {
    syntax(task, result, findings);
    return false;
  }
  std::string blanked;
  if (structure_.duplicate_keys()) {
    blanked = text;
    for (const DuplicateKey& duplicate : blank_duplicates(blanked)) {
      Finding* finding = add(task, "input.duplicate-key", duplicate.second, findings);
      if (finding == nullptr) continue;
      const Position first = position(place_of(task, duplicate.first));
      finding->pointer = task.base + duplicate.pointer;
      finding->property = duplicate.key;
      finding->arguments.emplace_back("first_line", std::to_string(first.line));
      finding->arguments.emplace_back("first_column", std::to_string(first.column));
    }
    tally.assign(tally.size(), 0);
    run(task, blanked, blanked, tally);
  }
  for (std::size_t at = 0; at < tally.size(); ++at) findings.tally[at] += tally[at];
  collect(task, findings);
  return true;
}

json::ParseResult ItemChecker::run(const ItemTask& task, std::string_view text,
                                   std::string_view original, std::vector<std::uint64_t>& tally) {
  const Structure::Task structure_task{original,           task.node,
                                       task.profile,       &scope_,
                                       task.emptied_key,   task.emptied_count};
  structure_.begin(structure_task, tally);
  char* copy = scratch_.fill(text);
  const json::ParseResult result = json::parse_in_place(copy, text.size(), reader_, structure_);
  if (result.code != rapidjson::kParseErrorNumberTooBig) return result;
  // The parser refuses numbers beyond double; it gets small ones and the checks read the original.
  tally.assign(tally.size(), 0);
  return run(task, json::with_small_numbers(text), original, tally);
}

void ItemChecker::syntax(const ItemTask& task, const json::ParseResult& result, Findings& findings) {
  if (Finding* finding = add(task, "input.syntax", result.offset, findings)) {
    finding->variant = syntax_variant(result.code, task.text, result.offset);
  }
}

json::Place ItemChecker::place_of(const ItemTask& task, std::size_t offset) const {
  json::Place place = offset < task.gap ? task.place : task.after_gap;
  const std::size_t from = offset < task.gap ? 0 : task.gap;
  place.advance(task.text.substr(from, offset - from));
  return place;
}

Position ItemChecker::position(const json::Place& place) const {
  return {one_byte_encoding_ ? place.code_points : place.offset, place.line, place.column};
}

Finding* ItemChecker::add(std::string_view rule_id, const json::Place& place, Findings& findings) {
  const Rule* rule = find_rule(rule_id);
  if (!scope_.enabled[index_of(rule)]) return nullptr;
  if (findings.tally[index_of(rule)]++ >= scope_.keep) return nullptr;
  Finding& finding = findings.list.emplace_back();
  finding.rule = rule;
  finding.severity = rule->severity;
  finding.at = position(place);
  return &finding;
}

Finding* ItemChecker::add(const ItemTask& task, std::string_view rule, std::size_t offset,
                          Findings& findings) {
  Finding* finding = add(rule, place_of(task, offset), findings);
  if (finding != nullptr) finding->pointer = task.base;
  return finding;
}

/// Turns hits into findings: in the order of the text, with line and column counted once through.
void ItemChecker::collect(const ItemTask& task, Findings& findings) {
  std::vector<Hit>& hits = structure_.hits();
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& left, const Hit& right) { return left.offset < right.offset; });
  json::Place place = task.place;
  std::size_t reached = 0;
  for (Hit& hit : hits) {
    if (hit.offset >= task.gap && reached < task.gap) {
      place = task.after_gap;
      reached = task.gap;
    }
    place.advance(task.text.substr(reached, hit.offset - reached));
    reached = hit.offset;
    Finding& finding = hit.finding;
    finding.at = position(place);
    finding.pointer.insert(0, task.base);
    if (hit.context != Structure::no_context) {
      finding.ocid = structure_.contexts()[hit.context].ocid;
      finding.release = structure_.contexts()[hit.context].id;
    }
    findings.list.push_back(std::move(finding));
  }
}

}  // namespace edca::check
