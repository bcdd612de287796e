#include "report/bodies.hpp"

#include "edca/error.hpp"
#include "io/file.hpp"
#include "io/names.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <iterator>

namespace edca::report {

namespace {

using messages::Language;

void add(const Share& from, Share& to) {
  to.count += from.count;
  to.of += from.of;
}

/// All that a body has that is summed up.
constexpr std::array shares = {&BodySummary::processes, &BodySummary::obligatory,
                               &BodySummary::relevant,  &BodySummary::complete,
                               &BodySummary::usable,    &BodySummary::timely,
                               &BodySummary::references};

constexpr std::uint8_t answer_bits = 0x3F;
constexpr std::uint8_t asked_bit = 0x40;  ///< from whom was asked, too
constexpr std::uint8_t error_bit = 0x80;

/// What a process comes to: whether it is without errors, and what it answers.
void add_process(std::uint8_t process, BodySummary& to) {
  ++to.processes.of;
  to.processes.count += (process & error_bit) != 0 ? 0 : 1;
  const bool asked = (process & asked_bit) != 0;
  to.relevant.of += asked ? 6 : 5;
  const auto answers = static_cast<unsigned>(process & answer_bits & (asked ? 0xFF : 0x1F));
  to.relevant.count += static_cast<std::uint64_t>(std::popcount(answers));
}

double part(const Share& share) {
  return std::min(1.0, static_cast<double>(share.count) / static_cast<double>(share.of));
}

/// The mean of the shares that something was asked of; none when nothing was.
std::optional<double> complete_part(const BodySummary& body) {
  double sum = 0;
  int parts = 0;
  for (const Share* each : {&body.obligatory, &body.complete}) {
    if (each->of == 0) continue;
    sum += part(*each);
    ++parts;
  }
  return parts == 0 ? std::nullopt : std::optional(sum / parts);
}

std::uint64_t number(const json::Value* value) {
  std::uint64_t number = 0;
  if (value == nullptr || !value->is_number()) return number;
  const std::string& text = value->number_text();
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Share share(const json::Value* value, std::string_view count) {
  if (value == nullptr) return {};
  return {number(value->find(count)), number(value->find("of"))};
}

std::string text_of(const Share& share) {
  return share.of == 0 ? "–" : std::to_string(share.count * 100 / share.of) + " %";
}

std::string text_of(const TenthsOfPercent& part) {
  return part.number ? std::to_string(*part.number / 10) + " %" : "–";
}

std::string text_of(const Tenths& figure) {
  return figure.number ? tenths(*figure.number) : "–";
}

std::string change(std::uint64_t before, std::uint64_t now, std::string (*written)(std::uint64_t)) {
  if (before == now) return "=";
  return now > before ? "+" + written(now - before) : "−" + written(before - now);
}

std::string counted(std::uint64_t number) {
  return messages::count(number);
}

std::string text_of(std::uint64_t number) {
  return counted(number);
}

std::vector<std::string> headings(std::initializer_list<std::string_view> names,
                                  Language language) {
  std::vector<std::string> row;
  for (const std::string_view name : names)
    row.push_back(messages::text("report.column." + std::string(name), language));
  return row;
}

}  // namespace

std::string prefix_of(std::string_view id) {
  if (!id.starts_with("ocds-") && !id.starts_with("oc4ids-")) return {};
  const std::size_t end = id.find('-', id.find('-') + 1);
  return end == std::string_view::npos ? std::string() : std::string(id.substr(0, end));
}

Folders::Folders(const std::vector<std::string>& inputs) {
  for (std::size_t at = 0; at < inputs.size(); ++at) {
    std::string input = io::displayed(inputs[at]);
    while (input.ends_with('/')) input.pop_back();
    inputs_.try_emplace(std::move(input), at);
  }
}

std::string Folders::of(std::string_view file) const {
  // A file is read once, under the input that comes first.
  std::size_t first = inputs_.size();
  std::string_view top;
  std::size_t slash = file.find('/');
  for (; slash != std::string_view::npos; slash = file.find('/', slash + 1)) {
    const auto input = inputs_.find(std::string(file.substr(0, slash)));
    if (input == inputs_.end() || input->second >= first) continue;
    first = input->second;
    const std::size_t below = file.find('/', slash + 1);
    top = file.substr(0, below == std::string_view::npos ? std::max(slash, std::size_t{1}) : below);
  }
  if (!top.empty()) return std::string(top);
  slash = file.rfind('/');
  const std::string_view name = file.substr(slash + 1);
  // The CSV files of a folder are one input, which has its name.
  if (name.find('.') == std::string_view::npos && inputs_.contains(std::string(file)))
    return std::string(file);
  return slash == std::string_view::npos ? "." : std::string(file.substr(0, slash));
}

Bodies::Body& Bodies::body_named(const std::string& name) {
  met_.insert(name);
  last_ = name;
  Body& body = bodies_[name];
  body.figures.name = name;
  return body;
}

/// Where something with this id belongs.
Bodies::Body& Bodies::body_of(std::string_view id) {
  if (group_by_ != "prefix" || id.empty()) return pending_;
  return body_named(prefix_of(id));
}

/// What is told of a project once all files are through belongs to who publishes the project.
Bodies::Body& Bodies::body_of_project(const Finding& finding) {
  std::string_view project;
  for (const auto& [name, value] : finding.arguments)
    if (name == "project") project = value;
  if (group_by_ == "prefix") return body_named(prefix_of(project));
  if (group_by_ == "folder") return body_named(folders_.of(finding.file));
  const std::uint64_t id = hash_.hash(project).low;
  auto in_file = of_projects_.find(finding.file);
  // Of the tables of a folder, the folder is the input.
  if (in_file == of_projects_.end())
    in_file = of_projects_.find(
        finding.file.substr(0, std::min(finding.file.rfind('/'), finding.file.size())));
  if (in_file == of_projects_.end()) return body_named({});
  const std::set<std::string>& names = in_file->second;
  const auto found = std::ranges::find_if(
      names, [&](const std::string& name) { return bodies_[name].processes.contains(id); });
  return body_named(found != names.end() ? *found : names.size() == 1 ? *names.begin() : "");
}

void Bodies::finding(const Finding& finding) {
  const bool of_links = finding.rule->id.starts_with("link.");
  Body& body = of_links ? body_of_project(finding) : body_of(finding.ocid);
  BodySummary& figures = body.figures;
  ++(finding.severity == Severity::error     ? figures.errors
     : finding.severity == Severity::warning ? figures.warnings
                                             : figures.notes);
}

void Bodies::item(const ItemSummary& item) {
  Body& body = group_by_ == "buyer" ? settle(item.buyer) : body_of(item.id);
  ++body.figures.items;
  body.figures.releases += item.releases;
  add(item.obligatory, body.figures.obligatory);
  add(item.quality.complete, body.figures.complete);
  add(item.quality.usable, body.figures.usable);
  add(item.quality.timely, body.figures.timely);
  add(item.quality.references, body.figures.references);
  const auto process = static_cast<std::uint8_t>(
      (item.quality.answers & (answer_bits | asked_bit)) | (item.errors ? error_bit : 0));
  // Nothing tells an item without an id from others: a process of its own.
  if (item.id.empty()) return add_process(process, body.figures);
  body.processes[hash_.hash(item.id).low] |= process;
}

void Bodies::publisher(const std::string& name) {
  if (group_by_ == "publisher") settle(name);
  // What is wrong with a package is its only buyer's, or nobody's.
  const BodySummary& left = pending_.figures;
  if (group_by_ == "buyer" && left.errors + left.warnings + left.notes > 0)
    settle(met_.size() == 1 ? last_ : std::string());
}

/// What came since the last time belongs to this body.
Bodies::Body& Bodies::settle(const std::string& name) {
  Body& body = body_named(name);
  BodySummary& figures = body.figures;
  const BodySummary& more = pending_.figures;
  figures.items += more.items;
  figures.releases += more.releases;
  figures.errors += more.errors;
  figures.warnings += more.warnings;
  figures.notes += more.notes;
  for (const auto share : shares) add(more.*share, figures.*share);
  for (const auto& [id, process] : pending_.processes) body.processes[id] |= process;
  pending_ = {};
  return body;
}

void Bodies::file(const FileSummary& file) {
  const BodySummary& left = pending_.figures;
  if (group_by_ == "folder") {
    settle(folders_.of(file.file));
  } else if (met_.empty()) {
    settle({});
  } else if (left.items > 0 && group_by_ == "publisher") {
    settle({});
  } else if (left.items + left.errors + left.warnings + left.notes > 0) {
    settle(met_.size() == 1 || group_by_ == "publisher" ? last_ : std::string());
  }
  for (const std::string& name : met_) ++bodies_[name].figures.files;
  // Of a file of releases alone nothing comes later.
  const bool projects = !file.kind.starts_with("release") && !file.kind.starts_with("record");
  if (projects && !met_.empty()) of_projects_[file.file] = met_;
  met_.clear();
}

std::vector<BodySummary> Bodies::ranking() const {
  std::vector<BodySummary> list;
  for (const auto& [name, body] : bodies_) {
    BodySummary& figures = list.emplace_back(body.figures);
    for (const auto& [id, process] : body.processes) add_process(process, figures);
  }
  std::ranges::stable_sort(list, [](const BodySummary& left, const BodySummary& right) {
    return score(left) > score(right);
  });
  return list;
}

std::optional<std::uint64_t> error_rate(const BodySummary& body) {
  const std::uint64_t of = body.releases > 0 ? body.releases : body.items;
  if (of == 0) return std::nullopt;
  return (body.errors * 10'000 + of / 2) / of;
}

std::optional<std::uint64_t> completeness(const BodySummary& body) {
  const auto complete = complete_part(body);
  if (!complete) return std::nullopt;
  return static_cast<std::uint64_t>(*complete * 1000 + 0.5);
}

std::optional<std::uint64_t> score(const BodySummary& body) {
  const std::uint64_t units = body.releases > 0 ? body.releases : body.items;
  if (body.processes.of == 0 || body.relevant.of == 0 || units == 0) return std::nullopt;
  const auto releases = static_cast<double>(units);
  double points = 0;
  double most = 0;
  const auto take = [&](double weight, std::optional<double> reached) {
    if (!reached) return;
    points += weight * *reached;
    most += weight;
  };
  const auto asked = [](const Share& share) {
    return share.of == 0 ? std::nullopt : std::optional(part(share));
  };
  take(15, (part(body.processes) + releases / (releases + static_cast<double>(body.errors))) / 2);
  take(20, part(body.relevant));
  take(25, complete_part(body));
  take(15, asked(body.usable));
  take(15, asked(body.timely));
  take(10, asked(body.references));
  return static_cast<std::uint64_t>(points / most * 1000 + 0.5);
}

std::string tenths(std::uint64_t number) {
  return messages::count(number / 10) + "." + std::to_string(number % 10);
}

Previous read_previous(const std::string& file, const std::string& group_by) {
  std::error_code error;
  const std::string text = io::read_whole(file, error, io::most_report);
  if (error)
    throw Error(ErrorKind::usage, "adjustments.unreadable", {{"file", file}, {"name", ""}});
  Previous previous;
  json::Value root;
  try {
    root = json::parse(text, file);
  } catch (const Error&) {
    throw Error(ErrorKind::usage, "compare.format", {{"file", file}});
  }
  const json::Value* summary = root.find("summary");
  const json::Value* rules = summary == nullptr ? nullptr : summary->find("by_rule");
  const bool other = !group_by.empty() && root.text("group_by") != group_by;
  if (rules == nullptr || !rules->is_object() || other)
    throw Error(ErrorKind::usage, "compare.format", {{"file", file}});
  previous.known = true;
  for (const auto& [rule, count] : rules->as_object()) previous.by_rule[rule] = number(&count);
  const json::Value* bodies = root.find("bodies");
  if (bodies == nullptr || !bodies->is_array()) return previous;
  for (const json::Value& body : bodies->as_array()) {
    BodySummary& figures = previous.bodies[std::string(body.text("body"))];
    figures.items = number(body.find("items"));
    figures.releases = number(body.find("releases"));
    figures.errors = number(body.find("errors"));
    figures.processes = share(body.find("processes"), "without_errors");
    figures.obligatory = share(body.find("obligatory"), "filled");
    // A report of before, without it, has a score of another formula: none.
    figures.relevant = share(body.find("relevant"), "answered");
    figures.complete = share(body.find("complete"), "published");
    figures.usable = share(body.find("usable"), "filled");
    figures.timely = share(body.find("timely"), "in_time");
    figures.references = share(body.find("references"), "found");
  }
  return previous;
}

std::span<const BodyColumn> body_columns() {
  using Body = BodySummary;
  static constexpr std::array columns = {
      BodyColumn{"report.column.score",
                 [](const Body& body) -> BodyFigure { return Tenths{score(body)}; }},
      BodyColumn{"report.column.processes",
                 [](const Body& body) -> BodyFigure { return body.processes; }},
      BodyColumn{"report.column.rate",
                 [](const Body& body) -> BodyFigure { return Tenths{error_rate(body)}; }},
      BodyColumn{"report.column.relevant",
                 [](const Body& body) -> BodyFigure { return body.relevant; }},
      BodyColumn{
          "report.column.complete",
          [](const Body& body) -> BodyFigure { return TenthsOfPercent{completeness(body)}; }},
      BodyColumn{"report.column.usable",
                 [](const Body& body) -> BodyFigure { return body.usable; }},
      BodyColumn{"report.column.timely",
                 [](const Body& body) -> BodyFigure { return body.timely; }},
      BodyColumn{"report.column.references",
                 [](const Body& body) -> BodyFigure { return body.references; }},
      BodyColumn{"report.column.releases",
                 [](const Body& body) -> BodyFigure { return body.releases; }},
      BodyColumn{"report.column.errors",
                 [](const Body& body) -> BodyFigure { return body.errors; }}};
  return columns;
}

std::vector<std::vector<std::string>> body_table(const Summary& summary, const Previous& previous,
                                                 Language language) {
  std::vector<std::vector<std::string>> table = {{messages::text("report.column.body", language)}};
  for (const BodyColumn& column : body_columns())
    table[0].push_back(messages::text(column.heading, language));
  if (previous.known) {
    const auto more = headings({"score-change", "rate-change"}, language);
    table[0].insert(table[0].end(), more.begin(), more.end());
  }
  for (const BodySummary& body : summary.bodies) {
    std::vector<std::string> row = {body.name.empty()
                                        ? messages::text("report.body-unknown", language)
                                        : messages::shorten(messages::printable(body.name), 80)};
    for (const BodyColumn& column : body_columns())
      row.push_back(
          std::visit([](const auto& figure) { return text_of(figure); }, column.of(body)));
    if (previous.known) {
      const auto found = previous.bodies.find(body.name);
      for (auto* figure : {score, error_rate}) {
        const auto now = figure(body);
        const auto before = found == previous.bodies.end() ? std::nullopt : figure(found->second);
        row.push_back(now && before ? change(*before, *now, tenths) : "–");
      }
    }
    table.push_back(std::move(row));
  }
  return table;
}

std::vector<std::vector<std::string>> rule_table(const Summary& summary, const Previous& previous,
                                                 Language language) {
  struct Row {
    std::string rule;
    std::uint64_t before;
    std::uint64_t now;
  };
  std::map<std::string, Row> rows;
  for (const auto& [rule, count] : previous.by_rule) rows[rule] = {rule, count, 0};
  for (const auto& [rule, count] : summary.by_rule) {
    rows[rule].rule = rule;
    rows[rule].now = count;
  }
  std::vector<Row> changed;
  for (const auto& [rule, row] : rows)
    if (row.before != row.now) changed.push_back(row);
  const auto gain = [](const Row& row) {
    return static_cast<std::int64_t>(row.now) - static_cast<std::int64_t>(row.before);
  };
  std::ranges::stable_sort(changed, std::greater<>(), gain);
  std::vector<std::vector<std::string>> table = {
      headings({"rule", "before", "now", "change"}, language)};
  for (const Row& row : changed)
    table.push_back(
        {row.rule, counted(row.before), counted(row.now), change(row.before, row.now, counted)});
  return table;
}

}  // namespace edca::report
