#include "report/fields.hpp"

#include "json/value.hpp"

#include <cstdint>

namespace edca::report {

namespace {

/// A JSON string; the C1 control characters and DEL, which JSON allows but terminals obey, are
/// escaped too.
void append_string(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  const std::size_t start = out.size();
  json::write_string(text, out);
  const auto byte = [&out](std::size_t i) { return static_cast<unsigned char>(out[i]); };
  const auto escaped = [&](std::size_t i) -> std::size_t {  // bytes to escape at i
    if (byte(i) == 0x7F) return 1;
    return byte(i) == 0xC2 && i + 1 < out.size() && byte(i + 1) < 0xA0 ? 2 : 0;
  };
  std::size_t end = start;
  while (end < out.size() && escaped(end) == 0) ++end;
  if (end == out.size()) return;
  std::string safe = out.substr(start, end - start);
  for (std::size_t i = end; i < out.size(); ++i) {
    const std::size_t size = escaped(i);
    if (size == 0) {
      safe += out[i];
      continue;
    }
    i += size - 1;
    safe.append("\\u00").append(1, digits[byte(i) >> 4]).append(1, digits[byte(i) & 0xF]);
  }
  out.replace(start, std::string::npos, safe);
}

/// Appends the members of one JSON object.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }

  std::string& key(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    out_.append("\"").append(name).append("\": ");
    return out_;
  }
  /// For a name that may hold any character.
  std::string& key_of(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    append_string(name, out_);
    return out_ += ": ";
  }
  void text(std::string_view name, std::string_view value) { append_string(value, key(name)); }
  void text_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void number(std::string_view name, std::uint64_t value) { key(name) += std::to_string(value); }
  void flag(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

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

}  // namespace

namespace {

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

}  // namespace

void append_finding(const Finding& finding, messages::Language language, std::string& out) {
  Members members(out);
  members.text("rule", finding.rule->id);
  members.text("severity", name(finding.severity));
  members.text("file", finding.file);
  if (finding.has_position) {
    members.number("line", finding.at.line);
    members.number("column", finding.at.column);
    members.number("offset", finding.at.offset);
  }
  members.text("pointer", finding.pointer);
  members.text_unless_empty("keyword", finding.keyword);
  members.text_unless_empty("property", finding.property);
  members.text_unless_empty("value", finding.value);
  members.text_unless_empty("old", finding.old_value);
  members.text_unless_empty("new", finding.new_value);
  members.text_unless_empty("ocid", finding.ocid);
  members.text_unless_empty("release", finding.release);
  std::string message = messages::describe(finding, language);
  const std::string advice = messages::advise(finding, language);
  if (!advice.empty()) message.append(" ").append(advice);
  members.text("message", message);
  members.end();
}

void append_file(const FileSummary& file, messages::Language language, std::string& out) {
  Members members(out);
  members.text("file", file.file);
  members.number("bytes", file.bytes);
  members.flag("read", file.read);
  members.text_unless_empty("profile", file.profile);
  members.text_unless_empty("version", file.version);
  if (!file.reason.empty())
    members.text("reason", messages::text(file.reason, language, file.reason_arguments));
  members.text_unless_empty("kind", file.kind);
  members.number("items", file.items);
  members.number("releases", file.releases);
  members.text_unless_empty("encoding", file.encoding);
  members.flag("byte_order_mark", file.byte_order_mark);
  append_extensions(file, members.key("extensions"));
  if (!file.coverage.empty()) append_coverage(file.coverage, members.key("coverage"));
  members.end();
}

void append_summary(const Summary& summary, std::string& out) {
  Members members(out);
  members.number("files", summary.files);
  members.number("files_read", summary.files_read);
  members.number("items", summary.items);
  members.number("releases", summary.releases);
  members.number("items_with_errors", summary.items_with_errors);
  members.number("errors", summary.errors);
  members.number("warnings", summary.warnings);
  members.number("notes", summary.notes);
  Members rules(members.key("by_rule"));
  for (const auto& [rule, count] : summary.by_rule) rules.number(rule, count);
  rules.end();
  if (!summary.coverage.empty()) append_coverage(summary.coverage, members.key("coverage"));
  if (!summary.obligatory_missing.empty())
    append_coverage(summary.obligatory_missing, members.key("obligatory_missing"));
  members.end();
}

void append_head(const Options& options, std::string& out) {
  out += R"("report": "edca/1", "tool": )";
  Members tool(out);
  tool.text("name", "edca");
  tool.text("version", options.version);
  tool.end();
}

}  // namespace edca::report
