#include "findings.hpp"

#include <algorithm>

#include "edca/inspect.hpp"
#include "edca/language.hpp"

namespace edca::page {
namespace {

constexpr std::size_t none = ~std::size_t{0};
constexpr std::size_t most_place_bytes = std::size_t{24} << 20;
constexpr std::size_t longest_path = 500;

bool is_index(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A pointer without the indices of lists and without the way to its item.
std::string path_of(std::string_view pointer) {
  std::string path;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view token = pointer.substr(1, end - 1);
    if (!is_index(token)) path.append("/").append(token);
    if (path.size() > longest_path) break;
    pointer.remove_prefix(end);
  }
  for (const std::string_view list : {"/records", "/releases", "/projects", "/compiledRelease"}) {
    if (path.starts_with(list) && (path.size() == list.size() || path[list.size()] == '/'))
      path.erase(0, list.size());
  }
  return path;
}

/// The index of a name, which is added where it is new; `none` beyond `most`.
std::size_t index_of(const std::string& name, std::vector<std::string>& names,
                     std::unordered_map<std::string, std::size_t>& index, std::size_t most) {
  const auto found = index.find(name);
  if (found != index.end()) return found->second;
  if (names.size() == most) return none;
  index.emplace(name, names.size());
  names.push_back(name);
  return names.size() - 1;
}

template <class Object>
void both(Json& json, std::string_view name, const Object& object,
          std::string (*say)(const Object&, Language)) {
  json.key(name).open('{');
  json.member("es", say(object, Language::spanish));
  json.member("en", say(object, Language::english)).close();
}

void write_summary(Json& json, const Summary& summary) {
  json.key("summary").open('{');
  json.member("files", summary.files).member("files_read", summary.files_read);
  json.member("items", summary.items).member("releases", summary.releases);
  json.member("items_with_errors", summary.items_with_errors).member("errors", summary.errors);
  json.member("warnings", summary.warnings).member("notes", summary.notes);
  json.key("by_rule").open('{');
  for (const auto& [rule, count] : summary.by_rule) json.member(rule, count);
  json.close().close();
}

}  // namespace

void tell_progress(const Progress& progress) {
  Json json;
  json.open('{').key("progress").open('{').member("files", progress.files);
  json.member("done", progress.done).member("total", progress.total).close().close();
  tell(Answer::json, json.str());
}

std::size_t Findings::file_named(const std::string& name) {
  return index_of(name, files_, file_index_, none);
}

std::size_t Findings::body_named(const std::string& name) {
  const std::size_t index = index_of(name, bodies_, body_index_, most_bodies);
  return index == none ? index_of({}, bodies_, body_index_, none) : index;
}

std::size_t Findings::cause_of(const Finding& finding) {
  std::string_view variant = finding.variant;
  if (variant.ends_with("+hint")) variant.remove_suffix(5);
  std::string path = path_of(finding.pointer);
  std::string property = finding.property.substr(0, longest_path);
  if (path.ends_with("/" + property)) property.clear();
  std::string key(finding.rule->id);
  key.append("/").append(variant).append(" ").append(path).append("#").append(property);
  const auto found = cause_index_.find(key);
  if (found != cause_index_.end()) return found->second;
  if (causes_.size() == most_causes) return none;
  cause_index_.emplace(std::move(key), causes_.size());
  causes_.push_back({finding.rule, finding.severity, std::move(path), std::move(property)});
  return causes_.size() - 1;
}

void Findings::add_place(const Finding& finding, std::size_t cause, std::size_t file) {
  Json json;
  json.open('{').member("cause", cause).member("file", file);
  if (finding.has_position) {
    json.member("offset", finding.at.offset).member("line", finding.at.line);
    json.member("column", finding.at.column);
  }
  if (finding.cell.row > 0) {
    json.key("cell").open('{').member("sheet", finding.cell.sheet);
    json.member("name", finding.cell.name).member("heading", finding.cell.heading).close();
  }
  const std::pair<std::string_view, const std::string&> texts[] = {
      {"pointer", finding.pointer}, {"property", finding.property}, {"value", finding.value},
      {"ocid", finding.ocid},       {"release", finding.release},   {"title", finding.title},
      {"old", finding.old_value},   {"new", finding.new_value}};
  for (const auto& [name, text] : texts) {
    if (!text.empty()) json.member(name, text);
  }
  both<Finding>(json, "says", finding, describe);
  both<Finding>(json, "advice", finding, advise);
  json.close();
  place_bytes_ += json.size();
  places_.push_back(json.str());
}

void Findings::finding(const Finding& finding) {
  const std::size_t cause = cause_of(finding);
  if (cause == none) {
    ++others_;
    return;
  }
  ++causes_[cause].count;
  causes_[cause].severity = std::max(causes_[cause].severity, finding.severity);
  const std::size_t file = file_named(finding.file);
  pending_.push_back({cause, file, finding.ocid});
  std::uint64_t& placed = placed_[{cause, file}];
  const bool room = places_.size() < most_places && place_bytes_ < most_place_bytes;
  unsettled_.push_back(placed < places_each && room ? places_.size() : none);
  if (unsettled_.back() == none) return;
  ++placed;
  add_place(finding, cause, file);
  body_of_place_.push_back(0);
}

/// What is pending belongs to this item; what has another OCID or none is of the package around it.
void Findings::settle(const std::string& id, const std::string& body) {
  const std::size_t nobody = body_named({});
  const std::size_t its = body_named(body);
  for (std::size_t at = 0; at < pending_.size(); ++at) {
    const Pending& one = pending_[at];
    const std::size_t whose = one.ocid.empty() || one.ocid == id ? its : nobody;
    ++counts_[{one.cause, one.file, whose}];
    if (unsettled_[at] != none) body_of_place_[unsettled_[at]] = whose;
  }
  pending_.clear();
  unsettled_.clear();
}

void Findings::item(const ItemSummary& item) {
  settle(item.id, item.buyer);
}

void Findings::file(const FileSummary& file) {
  settle({}, {});
  Json json;
  json.open('{').member("file", file.file).member("bytes", file.bytes);
  json.member("profile", file.profile).member("kind", file.kind).member("items", file.items);
  json.member("encoding", file.encoding).member("errors", file.errors);
  json.member("warnings", file.warnings).member("notes", file.notes);
  json.key("read").flag(file.read).key("bom").flag(file.byte_order_mark);
  both<FileSummary>(json, "says", file, describe);
  summaries_.push_back(json.close().str());
  file_named(file.file);
}

void Findings::skipped(const std::string& file) {
  if (left_out_.size() == 0) left_out_.open('[');
  left_out_.open('{').member("file", file).close();
}

void Findings::repeated(const std::string& file, const std::string& first) {
  if (left_out_.size() == 0) left_out_.open('[');
  left_out_.open('{').member("file", file).member("first", first).close();
}

void Findings::progress(std::uint64_t files, std::uint64_t bytes, std::uint64_t total) {
  tell_progress({files, bytes, total});
}

std::string Findings::json(const Summary& summary) {
  settle({}, {});
  Json json;
  json.open('{');
  write_summary(json, summary);
  json.member("others", others_);
  json.key("names").open('[');
  for (const std::string& file : files_) json.text(file);
  json.close().key("bodies").open('[');
  for (const std::string& body : bodies_) json.text(body);
  json.close().key("files").open('[');
  for (const std::string& file : summaries_) json.raw(file);
  json.close().key("left_out").raw(left_out_.size() == 0 ? "[]" : left_out_.close().str());
  std::map<std::string_view, const Rule*> met;
  json.key("causes").open('[');
  for (const Cause& cause : causes_) {
    met.emplace(cause.rule->id, cause.rule);
    json.open('{').member("rule", cause.rule->id).member("severity", name(cause.severity));
    json.member("path", cause.path).member("property", cause.property);
    json.member("count", cause.count).close();
  }
  json.close().key("rules").open('{');
  for (const auto& [id, rule] : met) {
    json.key(id).open('{');
    json.member("es", explain(*rule, RuleText::title, Language::spanish));
    json.member("en", explain(*rule, RuleText::title, Language::english)).close();
  }
  json.close().key("counts").open('[');
  for (const auto& [key, count] : counts_) {
    const auto& [cause, file, body] = key;
    json.open('[').number(cause).number(file).number(body).number(count).close();
  }
  json.close().key("places").open('[');
  for (const std::string& place : places_) json.raw(place);
  json.close().key("body_of_place").open('[');
  for (const std::size_t body : body_of_place_) json.number(body);
  return json.close().close().str();
}

}  // namespace edca::page
