#include "report/fields.hpp"

#include "report/members.hpp"
#include "report/place.hpp"

namespace edca::report {

namespace {

void append_extensions(const FileSummary& file, std::string& out) {
  out += '[';
  for (const DeclaredExtension& extension : file.extensions) {
    if (&extension != &file.extensions.front()) out += ", ";
    Members members(out);
    members.text("url", extension.url);
    members.text_unless_empty("name", extension.name);
    members.text("status", extension.status);
    members.end();
  }
  out += ']';
}

void append_coverage(const std::vector<FieldCoverage>& fields, std::string& out) {
  Members members(out);
  for (const FieldCoverage& field : fields) {
    Members figures(members.key_of(field.path));
    figures.number("count", field.count);
    figures.number("of", field.of);
    figures.end();
  }
  members.end();
}

void append_cause(const Cause& cause, messages::Language language, std::string& out) {
  Members members(out);
  members.text("cause", cause.key);
  members.text("rule", cause.first.rule->id);
  members.text("path", cause.path);
  members.text_unless_empty("property", cause.first.property);
  members.text("message", sentence(cause, language));
  members.number("count", cause.count);
  members.text("severity", name(cause.first.severity));
  Members first(members.key("first"));
  first.text("file", cause.first.file);
  if (cause.first.has_position) {
    first.number("line", cause.first.at.line);
    first.number("column", cause.first.at.column);
  }
  if (cause.first.cell.row != 0) {
    first.text("sheet", cause.first.cell.sheet);
    first.text("cell", cause.first.cell.name);
  }
  first.text("pointer", cause.first.pointer);
  first.end();
  members.end();
}

void append_causes(const Causes& causes, messages::Language language, Members& to,
                   std::string& out) {
  to.key("causes") += '[';
  const std::vector<std::size_t> ranking = causes.ranking();
  for (const std::size_t index : ranking) {
    if (index != ranking.front()) out += ", ";
    append_cause(causes.list()[index], language, out);
  }
  out += ']';
  if (causes.others() > 0) to.number("findings_of_other_causes", causes.others());
}

}  // namespace

std::string sentences(const Finding& finding, messages::Language language) {
  std::string text = messages::describe(finding, language);
  const std::string advice = messages::advise(finding, language);
  if (!advice.empty()) text.append(" ").append(advice);
  return text;
}

std::string placed_sentences(const Finding& finding, messages::Language language) {
  const std::string cell = cell_of(finding, language);
  return cell.empty() ? sentences(finding, language) : cell + ": " + sentences(finding, language);
}

std::string_view verdict(const Summary& summary) {
  if (summary.files_read == 0) return "report.nothing-read";
  const bool known = summary.known.value_or(0) > 0;
  if (summary.errors > 0) return known ? "report.has-new-errors" : "report.has-errors";
  if (summary.items == 0) return "report.nothing-to-check";
  if (summary.warnings + summary.notes > 0)
    return known ? "report.no-new-errors" : "report.no-errors";
  return known ? "report.nothing-new" : "report.clean";
}

std::string known(const Summary& summary, messages::Language language) {
  if (!summary.known) return {};
  const std::uint64_t news = summary.errors + summary.warnings + summary.notes;
  return messages::text(
      "report.known", language,
      {{"new", messages::count(news)}, {"hidden", messages::count(*summary.known)}});
}

void append_finding(const Finding& finding, messages::Language language, std::string& out) {
  Members members(out);
  members.text("rule", finding.rule->id);
  members.text("severity", name(finding.severity));
  members.text("file", finding.file);
  if (finding.has_position) {
    members.number("line", finding.at.line);
    members.number("column", finding.at.column);
    if (finding.cell.row == 0) members.number("offset", finding.at.offset);
  }
  if (finding.cell.row != 0) {
    members.text("sheet", finding.cell.sheet);
    members.text("cell", finding.cell.name);
    members.number("row", finding.cell.row);
    members.text_unless_empty("heading", finding.cell.heading);
  }
  members.text("pointer", finding.pointer);
  members.text_unless_empty("keyword", finding.keyword);
  members.text_unless_empty("property", finding.property);
  members.text_unless_empty("value", finding.value);
  members.text_unless_empty("old", finding.old_value);
  members.text_unless_empty("new", finding.new_value);
  members.text_unless_empty("ocid", finding.ocid);
  members.text_unless_empty("release", finding.release);
  if (finding.fingerprint != 0) members.text("fingerprint", hexadecimal(finding.fingerprint));
  members.text("message", sentences(finding, language));
  members.end();
}

void append_file(const FileSummary& file, messages::Language language, bool counts,
                 std::string& out) {
  Members members(out);
  members.text("file", file.file);
  members.number("bytes", file.bytes);
  members.flag("read", file.read);
  members.text_unless_empty("profile", file.profile);
  members.text_unless_empty("version", file.version);
  if (!file.read)
    members.text("reason", messages::text("info.unread", language));
  else if (!file.reason.empty())
    members.text("reason", messages::text(file.reason, language, file.reason_arguments));
  members.text_unless_empty("kind", file.kind);
  members.number("items", file.items);
  members.number("releases", file.releases);
  members.text_unless_empty("encoding", file.encoding);
  members.flag("byte_order_mark", file.byte_order_mark);
  if (counts) {
    members.number("items_with_errors", file.items_with_errors);
    members.number("errors", file.errors);
    members.number("warnings", file.warnings);
    members.number("notes", file.notes);
  }
  append_extensions(file, members.key("extensions"));
  if (!file.coverage.empty()) append_coverage(file.coverage, members.key("coverage"));
  members.end();
}

void append_summary(const Summary& summary, const Causes* causes, messages::Language language,
                    std::string& out) {
  Members members(out);
  members.number("files", summary.files);
  members.number("files_read", summary.files_read);
  if (summary.files_skipped > 0) members.number("files_skipped", summary.files_skipped);
  members.number("items", summary.items);
  members.number("releases", summary.releases);
  members.number("items_with_errors", summary.items_with_errors);
  members.number("errors", summary.errors);
  members.number("warnings", summary.warnings);
  members.number("notes", summary.notes);
  if (summary.known) members.number("known", *summary.known);
  Members rules(members.key("by_rule"));
  for (const auto& [rule, count] : summary.by_rule) rules.number(rule, count);
  rules.end();
  if (causes != nullptr) append_causes(*causes, language, members, out);
  if (!summary.coverage.empty()) append_coverage(summary.coverage, members.key("coverage"));
  if (!summary.obligatory_missing.empty())
    append_coverage(summary.obligatory_missing, members.key("obligatory_missing"));
  members.end();
}

namespace {

void append_body(const BodySummary& body, std::string& out) {
  Members members(out);
  members.text("body", body.name);
  members.number("files", body.files);
  members.number("items", body.items);
  members.number("releases", body.releases);
  members.number("errors", body.errors);
  members.number("warnings", body.warnings);
  members.number("notes", body.notes);
  const auto share = [&](std::string_view name, const Share& part, std::string_view count) {
    Members figures(members.key(name));
    figures.number(count, part.count);
    figures.number("of", part.of);
    figures.end();
  };
  share("processes", body.processes, "without_errors");
  share("obligatory", body.obligatory, "filled");
  share("relevant", body.relevant, "answered");
  share("complete", body.complete, "published");
  share("usable", body.usable, "filled");
  share("timely", body.timely, "in_time");
  share("references", body.references, "found");
  const auto decimal = [&](std::string_view name, std::optional<std::uint64_t> value) {
    if (value)
      members.key(name).append(std::to_string(*value / 10) + "." + std::to_string(*value % 10));
  };
  decimal("errors_per_1000", error_rate(body));
  decimal("score", score(body));
  members.end();
}

void append_comparison(const Summary& summary, const Previous& previous, std::string& out) {
  Members members(out);
  Members rules(members.key("by_rule"));
  std::map<std::string, std::uint64_t> all = previous.by_rule;
  all.insert(summary.by_rule.begin(), summary.by_rule.end());
  const auto count_in = [](const std::map<std::string, std::uint64_t>& counts,
                           const std::string& rule) {
    const auto found = counts.find(rule);
    return found == counts.end() ? 0 : found->second;
  };
  for (const auto& [rule, count] : all) {
    Members counts(rules.key_of(rule));
    counts.number("before", count_in(previous.by_rule, rule));
    counts.number("now", count_in(summary.by_rule, rule));
    counts.end();
  }
  rules.end();
  members.key("bodies_before") += '[';
  for (const auto& [name, body] : previous.bodies) {
    if (name != previous.bodies.begin()->first) out += ", ";
    BodySummary named = body;
    named.name = name;
    append_body(named, out);
  }
  out += ']';
  members.end();
}

}  // namespace

void append_bodies(const Summary& summary, const Options& options, std::string& out) {
  if (!summary.group_by.empty()) {
    out += ",\n  \"group_by\": ";
    append_string(summary.group_by, out);
    out += ",\n  \"bodies\": [";
    for (const BodySummary& body : summary.bodies) {
      out += &body == &summary.bodies.front() ? "\n    " : ",\n    ";
      append_body(body, out);
    }
    out += summary.bodies.empty() ? "]" : "\n  ]";
  }
  if (!options.previous.known) return;
  out += ",\n  \"comparison\": ";
  append_comparison(summary, options.previous, out);
}

void append_head(const Options& options, std::string& out) {
  out += R"("report": "edca/1", "tool": )";
  Members tool(out);
  tool.text("name", "edca");
  tool.text("version", options.version);
  tool.end();
}

}  // namespace edca::report
