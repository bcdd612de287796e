#include <algorithm>

#include "base/number.hpp"
#include "base/rule_id.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "check/structure.hpp"
#include "json/canonical.hpp"
#include "schema/diagnose.hpp"
#include "schema/formats.hpp"

namespace edca::check {
namespace {

using schema::Format;
using schema::TypeBit;

std::string type_list(std::uint8_t types) {
  std::string list;
  const auto add = [&](bool present, std::string_view name) {
    if (!present) return;
    if (!list.empty()) list += ',';
    list += name;
  };
  add((types & schema::type_string) != 0, "string");
  add((types & schema::type_fraction) != 0, "number");
  add((types & schema::type_integer) != 0 && (types & schema::type_fraction) == 0, "integer");
  add((types & schema::type_boolean) != 0, "boolean");
  add((types & schema::type_object) != 0, "object");
  add((types & schema::type_array) != 0, "array");
  add((types & schema::type_null) != 0, "null");
  return list;
}

std::string_view type_name(TypeBit type) {
  switch (type) {
    case schema::type_null:
      return "null";
    case schema::type_boolean:
      return "boolean";
    case schema::type_integer:
      return "integer";
    case schema::type_fraction:
      return "number";
    case schema::type_string:
      return "string";
    case schema::type_array:
      return "array";
    default:
      return "object";
  }
}

/// Whether a quoted text would be a number without its quotes.
bool looks_numeric(std::string_view quoted) {
  if (quoted.size() < 3 || quoted.front() != '"' || quoted.back() != '"') return false;
  const std::string_view text = quoted.substr(1, quoted.size() - 2);
  return text.find_first_not_of("0123456789.-") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

std::string type_variant(std::uint8_t allowed, TypeBit actual, std::string_view value) {
  const bool number = (allowed & (schema::type_integer | schema::type_fraction)) != 0;
  if (actual == schema::type_null) return "null";
  if (actual == schema::type_string && number && looks_numeric(value)) return "quoted-number";
  if (actual == schema::type_fraction && (allowed & schema::type_integer) != 0) return "integer";
  if ((actual == schema::type_integer || actual == schema::type_fraction) &&
      (allowed & schema::type_string) != 0) {
    return "number-for-text";
  }
  if ((allowed & schema::type_array) != 0 &&
      (actual == schema::type_object || actual == schema::type_string)) {
    return "single";
  }
  return {};
}

/// The codes a message can spell out: those of short lists.
std::string code_list(const std::vector<std::string>& codes) {
  constexpr std::size_t most = 12;
  if (codes.empty() || codes.size() > most) return {};
  std::string list;
  for (const std::string& code : codes) list += (list.empty() ? "" : ", ") + code;
  return list;
}

void suggest_code(Finding& finding, std::string_view typed, const std::vector<std::string>& codes,
                  const schema::Codelist* codelist) {
  std::string_view suggestion = codelist == nullptr ? std::string_view() : codelist->meant(typed);
  if (!suggestion.empty() && std::find(codes.begin(), codes.end(), suggestion) == codes.end()) {
    suggestion = {};
  }
  const std::vector<std::string_view> names(codes.begin(), codes.end());
  if (suggestion.empty()) suggestion = base::nearest(typed, names);
  const std::string list = code_list(codes);
  if (!suggestion.empty()) {
    finding.variant = "suggest";
    finding.arguments.emplace_back("suggestion", std::string(suggestion));
  } else if (!list.empty()) {
    finding.variant = "codes";
  } else if (codelist != nullptr) {
    finding.variant = "codelist";
  }
  if (!list.empty()) finding.arguments.emplace_back("codes", list);
  if (codelist == nullptr) return;
  finding.arguments.emplace_back("codelist", codelist->name());
  const auto& amended = codelist->amended_by();
  finding.arguments.emplace_back("extension", amended.empty() ? std::string() : amended.back());
}

std::string_view format_name(Format format) {
  switch (format) {
    case Format::date_time:
      return "date-time";
    case Format::uri:
      return "uri";
    case Format::email:
      return "email";
    case Format::ipv4:
      return "ipv4";
    case Format::ipv6:
      return "ipv6";
    case Format::hostname:
      return "hostname";
    case Format::none:
      break;
  }
  return {};
}

}  // namespace

void Structure::count_misfit(std::size_t depth) {
  if (depth == 0) return;
  const Frame& frame = frames_[depth - 1];
  const std::string_view key(frame.key, frame.key_length);
  if (key == "tag" || (key == "status" && depth == 1)) ++misfits_;
}

void Structure::wrong_type(const Want& want, TypeBit type, std::size_t offset, std::size_t depth) {
  constexpr const Rule* rule = base::known_rule("schema.type");
  count_misfit(depth);
  Finding* finding = hit(want.track, rule, offset, depth);
  if (finding == nullptr) return;
  finding->keyword = "type";
  finding->variant = type_variant(want.node->types, type, finding->value);
  finding->arguments.emplace_back("expected", type_list(want.node->types));
  finding->arguments.emplace_back("actual", std::string(type_name(type)));
}

void Structure::limit_hit(std::uint32_t track, base::RuleId rule, std::uint64_t limit,
                          std::size_t offset, std::size_t depth, bool empty) {
  Finding* finding = hit(track, &rule.rule(), offset, depth);
  if (finding == nullptr) return;
  finding->keyword = rule.id().substr(rule.id().find('.') + 1);
  if (empty) finding->variant = "empty";
  finding->arguments.emplace_back("limit", std::to_string(limit));
}

void Structure::check_string(const Want& want, std::string_view text, std::size_t offset) {
  const schema::StringPlan& plan = *want.node->string;
  // Code points are counted only when the bytes leave room for doubt.
  if (text.size() < plan.min_length ||
      (plan.min_length > 1 && base::code_points(text) < plan.min_length)) {
    limit_hit(want.track, "schema.minLength", plan.min_length, offset, frames_.size(),
              text.empty());
  }
  if (text.size() > plan.max_length && base::code_points(text) > plan.max_length) {
    limit_hit(want.track, "schema.maxLength", plan.max_length, offset, frames_.size());
  }
  if (plan.pattern && !plan.pattern->matches(text)) {
    constexpr const Rule* rule = base::known_rule("schema.pattern");
    if (Finding* finding = hit(want.track, rule, offset, frames_.size())) {
      finding->keyword = "pattern";
      finding->arguments.emplace_back("pattern", plan.pattern->text());
      if (plan.pattern->text() == "^(\\d+\\.)(\\d+)$") finding->variant = "version";
    }
  }
  if (plan.format != Format::none && !has_format(plan.format, text))
    check_format(want, text, offset);
}

void Structure::check_format(const Want& want, std::string_view text, std::size_t offset) {
  constexpr const Rule* rule = base::known_rule("schema.format");
  Finding* finding = hit(want.track, rule, offset, frames_.size());
  if (finding == nullptr) return;
  const Format format = want.node->string->format;
  finding->keyword = "format";
  finding->variant = format_name(format);
  std::string hint;
  std::string_view reason;
  if (format == Format::date_time) reason = schema::diagnose_date_time(text, hint);
  if (format == Format::uri) reason = schema::diagnose_uri(text, hint);
  if (!reason.empty()) finding->variant += "/" + std::string(reason);
  if (!hint.empty()) finding->variant += "+hint";
  finding->arguments.emplace_back("hint", hint);
}

void Structure::check_number(const Want& want, std::string_view text, std::size_t offset) {
  const schema::NumberPlan& plan = *want.node->number;
  const auto report = [&](const Rule* rule, std::string_view keyword, const std::string& limit,
                          bool exclusive) {
    if (Finding* finding = hit(want.track, rule, offset, frames_.size())) {
      finding->keyword = keyword;
      finding->variant = exclusive ? "exclusive" : "";
      finding->arguments.emplace_back("limit", limit);
    }
  };
  constexpr const Rule* minimum = base::known_rule("schema.minimum");
  constexpr const Rule* maximum = base::known_rule("schema.maximum");
  constexpr const Rule* multiple = base::known_rule("schema.multipleOf");
  if (!plan.minimum.empty()) {
    const int order = base::compare(text, plan.minimum);
    if (order < 0 || (order == 0 && plan.exclusive_minimum)) {
      report(minimum, "minimum", plan.minimum, plan.exclusive_minimum);
    }
  }
  if (!plan.maximum.empty()) {
    const int order = base::compare(text, plan.maximum);
    if (order > 0 || (order == 0 && plan.exclusive_maximum)) {
      report(maximum, "maximum", plan.maximum, plan.exclusive_maximum);
    }
  }
  if (!plan.multiple_of.empty() && !base::is_multiple(text, plan.multiple_of)) {
    report(multiple, "multipleOf", plan.multiple_of, false);
  }
}

void Structure::wrong_choice(std::uint32_t track, const Node& node, std::string_view text,
                             std::size_t offset, std::size_t depth) {
  constexpr const Rule* rule = base::known_rule("schema.enum");
  const schema::Codelist* codelist = field_ == nullptr ? nullptr : field_->codelist;
  count_misfit(depth);
  Finding* finding = hit(track, rule, offset, depth);
  if (finding == nullptr) return;
  finding->keyword = "enum";
  suggest_code(*finding, text, node.choices->strings.names(), codelist);
}

void Structure::outside_codelist(std::string_view text, std::size_t offset) {
  constexpr const Rule* closed = base::known_rule("codelist.closed");
  constexpr const Rule* open = base::known_rule("codelist.open");
  constexpr const Rule* old_code = base::known_rule("codelist.old-code");
  if (text.empty() || (field_->open_codelist && field_->codelist->accepts(text))) return;
  std::uint32_t track = 0;
  for (const Want& want : wants_) {
    if (want.node->choices != nullptr && !field_->open_codelist) return;
    // Where no text is to be at all, the type is what is wrong.
    if ((want.node->types & schema::type_string) == 0) return;
    track = want.track;
  }
  if (!reports_fields(track)) return;
  const schema::Codelist& codelist = *field_->codelist;
  const auto& renamed = codelist.renamed();
  const auto found = std::find_if(renamed.begin(), renamed.end(),
                                  [&](const auto& pair) { return pair.first == text; });
  if (found != renamed.end()) {
    if (Finding* finding = hit(track, old_code, offset, frames_.size())) {
      finding->arguments.emplace_back("new", found->second);
      finding->arguments.emplace_back("codelist", codelist.name());
    }
    return;
  }
  Finding* finding = hit(track, field_->open_codelist ? open : closed, offset, frames_.size());
  if (finding == nullptr) return;
  std::vector<std::string> codes;
  for (const schema::Code& code : codelist.codes()) codes.push_back(code.code);
  suggest_code(*finding, text, codes, &codelist);
}

void Structure::check_object_limits(const Active& active, const Frame& frame) {
  const schema::ObjectPlan* plan = active.node->object;
  const std::size_t depth = frames_.size() - 1;
  check_dependencies(active, frame);
  if (frame.count < plan->min_properties) {
    limit_hit(active.track, "schema.minProperties", plan->min_properties, frame.start, depth,
              frame.count == 0);
  }
  if (frame.count > plan->max_properties) {
    limit_hit(active.track, "schema.maxProperties", plan->max_properties, frame.start, depth);
  }
}

void Structure::missing_names(const Active& active, const Frame& frame) {
  constexpr const Rule* rule = base::known_rule("schema.required");
  const schema::ObjectPlan& plan = *active.node->object;
  const std::size_t depth = frames_.size() - 1;
  for (const std::uint32_t name : plan.required) {
    if (was_seen(active, name)) continue;
    Finding* finding = hit(active.track, rule, frame.start, depth);
    if (finding == nullptr) continue;
    finding->keyword = "required";
    finding->property = plan.names.names()[name];
    std::string parent;
    for (const auto& [key, value] : finding->arguments) {
      if (key == "field") parent = value;
    }
    finding->arguments.clear();
    finding->arguments.emplace_back("parent", parent);
    finding->arguments.emplace_back("field", finding->property);
    const std::string_view typed =
        active.track == 0 ? misspelt(finding->property) : std::string_view();
    if (!typed.empty()) {
      finding->variant = "misspelt";
      finding->arguments.emplace_back("typed", std::string(typed));
    }
    if (const Field* field = plan.properties[name].field) {
      finding->arguments.emplace_back("title_en", field->title_en);
      finding->arguments.emplace_back("title_es", field->title_es);
    }
  }
}

/// One error an object, whatever the number of members that additionalProperties forbids.
void Structure::check_forbidden(std::uint32_t active, std::size_t first) {
  constexpr const Rule* rule = base::known_rule("schema.additionalProperties");
  std::string names;
  std::size_t count = 0;
  for (std::size_t at = first; at < forbidden_.size(); ++at) {
    if (forbidden_[at].active != active) continue;
    if (count++ != 0) names += ", ";
    names += forbidden_[at].name;
  }
  if (count == 0) return;
  Finding* finding = hit(actives_[active].track, rule, frames_.back().start, frames_.size() - 1);
  if (finding == nullptr) return;
  finding->keyword = "additionalProperties";
  finding->arguments.emplace_back("names", names);
}

void Structure::check_dependencies(const Active& active, const Frame& frame) {
  constexpr const Rule* rule = base::known_rule("schema.dependencies");
  const schema::ObjectPlan& plan = *active.node->object;
  for (const schema::Dependency& dependency : plan.dependencies) {
    if (!was_seen(active, dependency.trigger)) continue;
    for (const std::uint32_t name : dependency.required) {
      if (was_seen(active, name)) continue;
      if (Finding* finding = hit(active.track, rule, frame.start, frames_.size() - 1)) {
        finding->keyword = "dependencies";
        finding->property = plan.names.names()[name];
        finding->arguments.emplace_back("because", plan.names.names()[dependency.trigger]);
      }
    }
  }
}

void Structure::check_array(const Active& active, const Frame& frame, std::size_t end) {
  const schema::ArrayPlan* plan = active.node->array;
  if (plan == nullptr) return;
  const std::size_t depth = frames_.size() - 1;
  if (frame.count < plan->min_items) {
    limit_hit(active.track, "schema.minItems", plan->min_items, frame.start, depth,
              frame.count == 0);
  }
  if (frame.count > plan->max_items) {
    limit_hit(active.track, "schema.maxItems", plan->max_items, frame.start, depth);
  }
  if (plan->additional_forbidden && frame.count > plan->tuple.size()) {
    limit_hit(active.track, "schema.additionalItems", plan->tuple.size(), frame.start, depth);
  }
  if (plan->unique && frame.count > 1) check_unique(active, frame, end);
}

/// Elements whose quick keys differ are different; the others are compared by the hash of their
/// canonical form.
void Structure::check_unique(const Active& active, const Frame& frame, std::size_t end) {
  std::sort(unique_keys_.begin() + frame.keys, unique_keys_.end());
  if (std::adjacent_find(unique_keys_.begin() + frame.keys, unique_keys_.end()) ==
      unique_keys_.end()) {
    return;
  }
  const auto equal = json::find_equal_elements(task_.text.substr(frame.start, end - frame.start));
  if (!equal) return;
  constexpr const Rule* rule = base::known_rule("schema.uniqueItems");
  if (Finding* finding = hit(active.track, rule, frame.start, frames_.size() - 1)) {
    finding->keyword = "uniqueItems";
    finding->arguments.emplace_back("first", std::to_string(equal->first));
    finding->arguments.emplace_back("second", std::to_string(equal->second));
  }
}

void Structure::check_container_choice(const Active& active, const Frame& frame, std::size_t end) {
  const base::Hash128 hash =
      json::canonical_hash(task_.text.substr(frame.start, end - frame.start));
  const auto& others = active.node->choices->others;
  if (std::find(others.begin(), others.end(), hash) == others.end()) {
    wrong_choice(active.track, *active.node, {}, frame.start, frames_.size() - 1);
  }
}

}  // namespace edca::check
