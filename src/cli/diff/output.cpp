#include "cli/diff/output.hpp"

#include "json/value.hpp"
#include "json/writer.hpp"

namespace edca::cli {
namespace {

constexpr std::size_t shown_width = 100;

Change change_of(const merge::Difference& difference) {
  if (difference.before == nullptr) return Change::added;
  return difference.after == nullptr ? Change::removed : Change::changed;
}

/// For people.
class TextOutput final : public DiffOutput {
 public:
  explicit TextOutput(messages::Language language) : language_(language) {}

  void item(const ItemChange& change, std::string& text) override {
    // A project is named in the line before.
    if (change.kind != ocds::Kind::project) {
      text += "  " + word("diff." + std::string(name(change.change))) + ": " +
              word("diff.kind." + std::string(ocds::name(change.kind)));
      if (!change.id.empty()) text += " " + messages::printable(change.id);
      text += '\n';
    }
    for (const merge::Difference& difference : change.differences) field(difference, text);
  }

  std::string entry(bool project, std::string_view id, Change change,
                    std::string_view items) override {
    std::string text = word("diff." + std::string(name(change))) + ": " +
                       word(project ? "diff.project" : "diff.process") + " " +
                       messages::printable(id) + "\n";
    text.append(items).append("\n");
    return text;
  }

  std::string end(const DiffSummary& summary) override {
    std::string text = word("diff.summary") + "\n";
    const auto line = [&](const char* key, const ChangeCounts& counts) {
      if (counts.before() + counts.after() == 0) return;
      text += "  " +
              messages::text(key, language_,
                             {{"before", messages::count(counts.before())},
                              {"after", messages::count(counts.after())},
                              {"added", messages::count(counts[Change::added])},
                              {"removed", messages::count(counts[Change::removed])},
                              {"changed", messages::count(counts[Change::changed])},
                              {"unchanged", messages::count(counts[Change::unchanged])}}) +
              "\n";
    };
    line("diff.count.processes", summary.processes);
    line("diff.count.items", summary.items);
    line("diff.count.projects", summary.projects);
    return text;
  }

 private:
  std::string word(const std::string& key) const { return messages::text(key, language_); }

  std::string shown(const json::Node& value) {
    writer_.clear();
    writer_.value(value);
    return messages::shorten(messages::printable(writer_.view()), shown_width);
  }

  void field(const merge::Difference& difference, std::string& text) {
    text += "    " + messages::printable(difference.pointer.empty() ? "/" : difference.pointer);
    if (!difference.old_pointer.empty()) {
      text += " (" +
              messages::text("diff.moved", language_, {{"pointer", difference.old_pointer}}) + ")";
    }
    switch (change_of(difference)) {
      case Change::added:
        text += " (" + word("diff.field.added") + "): " + shown(*difference.after);
        break;
      case Change::removed:
        text += " (" + word("diff.field.removed") + "): " + shown(*difference.before);
        break;
      default:
        text += ": " + shown(*difference.before);
        text += " → " + shown(*difference.after);
    }
    text += "\n";
  }

  messages::Language language_;
  json::Writer writer_;
};

/// For programs.
class JsonOutput final : public DiffOutput {
 public:
  std::string begin() override {
    return "{\"report\":\"edca-diff/1\",\"tool\":{\"name\":\"edca\",\"version\":\"" EDCA_VERSION
           "\"},\"changes\":[";
  }

  void item(const ItemChange& change, std::string& text) override {
    if (!text.empty()) text += ',';
    text += "\n  {\"kind\":";
    string(ocds::name(change.kind), text);
    if (!change.id.empty()) member("id", change.id, text);
    member("change", name(change.change), text);
    if (change.change == Change::changed) {
      text += ",\"fields\":[";
      bool first = true;
      for (const merge::Difference& difference : change.differences) {
        text += first ? "\n    {" : ",\n    {";
        first = false;
        field(difference, text);
      }
      text += ']';
    }
    text += '}';
  }

  std::string entry(bool project, std::string_view id, Change change,
                    std::string_view items) override {
    std::string text = first_ ? "\n{" : ",\n{";
    first_ = false;
    string(project ? "project" : "ocid", text);
    text += ':';
    string(id, text);
    member("change", name(change), text);
    return text.append(",\"items\":[").append(items).append("]}");
  }

  std::string end(const DiffSummary& summary) override {
    std::string text = first_ ? "]" : "\n]";
    text += ",\"summary\":{";
    counts("processes", summary.processes, text);
    text += ',';
    counts("projects", summary.projects, text);
    text += ',';
    counts("items", summary.items, text);
    return text + "}}\n";
  }

 private:
  static void string(std::string_view value, std::string& text) { json::write_string(value, text); }
  static void member(std::string_view key, std::string_view value, std::string& text) {
    text += ',';
    string(key, text);
    text += ':';
    string(value, text);
  }

  void value(std::string_view key, const json::Node* value, std::string& text) {
    if (value == nullptr) return;
    writer_.clear();
    writer_.value(*value);
    text.append(",\"").append(key).append("\":").append(writer_.view());
  }

  void field(const merge::Difference& difference, std::string& text) {
    text += "\"pointer\":";
    string(difference.pointer, text);
    if (!difference.old_pointer.empty()) member("old_pointer", difference.old_pointer, text);
    member("change", name(change_of(difference)), text);
    value("old", difference.before, text);
    value("new", difference.after, text);
    text += '}';
  }

  static void counts(std::string_view key, const ChangeCounts& counts, std::string& text) {
    string(key, text);
    text += ":{\"before\":" + std::to_string(counts.before());
    text += ",\"after\":" + std::to_string(counts.after());
    for (const Change change :
         {Change::added, Change::removed, Change::changed, Change::unchanged}) {
      text.append(",\"").append(name(change)).append("\":");
      text += std::to_string(counts[change]);
    }
    text += '}';
  }

  json::Writer writer_;
  bool first_ = true;
};

}  // namespace

std::string_view name(Change change) {
  switch (change) {
    case Change::unchanged:
      return "unchanged";
    case Change::added:
      return "added";
    case Change::removed:
      return "removed";
    case Change::changed:
      break;
  }
  return "changed";
}

std::unique_ptr<DiffOutput> make_diff_output(std::string_view format, messages::Language language) {
  if (format == "json") return std::make_unique<JsonOutput>();
  return std::make_unique<TextOutput>(language);
}

}  // namespace edca::cli
