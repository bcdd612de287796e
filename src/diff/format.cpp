#include "diff/format.hpp"

#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca::diff {
namespace {

constexpr std::size_t shown_width = 100;

/// For people.
class TextFormat final : public Format {
 public:
  explicit TextFormat(Language language) : language_(language) {}

  std::string entry(const ProcessChange& change) override {
    std::string text = word("diff." + std::string(name(change.change))) + ": " +
                       word(change.project ? "diff.project" : "diff.process") + " " +
                       messages::printable(change.id) + "\n";
    for (const ItemChange& each : change.items) item(each, text);
    return text + "\n";
  }

  std::string end(const DiffSummary& summary) override {
    return word("diff.summary") + "\n" + counts("diff.count.processes", summary.processes) +
           counts("diff.count.items", summary.items) +
           counts("diff.count.projects", summary.projects);
  }

 private:
  std::string word(const std::string& key) const { return messages::text(key, language_); }

  static std::string shown(std::string_view value) {
    return messages::shorten(messages::printable(value), shown_width);
  }

  void item(const ItemChange& change, std::string& text) const {
    // A project is named in the line before.
    if (change.kind != ItemKind::project) {
      text += "  " + word("diff." + std::string(name(change.change))) + ": " +
              word("diff.kind." + std::string(name(change.kind)));
      if (!change.id.empty()) text += " " + messages::printable(change.id);
      text += '\n';
    }
    for (const FieldChange& each : change.fields) field(each, text);
  }

  void field(const FieldChange& change, std::string& text) const {
    text += "    " + messages::printable(change.pointer.empty() ? "/" : change.pointer);
    if (!change.old_pointer.empty()) {
      const Arguments arguments = {{"pointer", std::string(change.old_pointer)}};
      text += " (" + messages::text("diff.moved", language_, arguments) + ")";
    }
    switch (change.change) {
      case Change::added:
        text += " (" + word("diff.field.added") + "): " + shown(change.after);
        break;
      case Change::removed:
        text += " (" + word("diff.field.removed") + "): " + shown(change.before);
        break;
      default:
        text += ": " + shown(change.before);
        text += " → " + shown(change.after);
    }
    text += "\n";
  }

  std::string counts(const char* key, const ChangeCounts& counts) const {
    if (counts.before() + counts.after() == 0) return {};
    const Arguments arguments = {{"before", messages::count(counts.before())},
                                 {"after", messages::count(counts.after())},
                                 {"added", messages::count(counts.added)},
                                 {"removed", messages::count(counts.removed)},
                                 {"changed", messages::count(counts.changed)},
                                 {"unchanged", messages::count(counts.unchanged)}};
    return "  " + messages::text(key, language_, arguments) + "\n";
  }

  Language language_;
};

/// For programs.
class JsonFormat final : public Format {
 public:
  std::string begin() override {
    return "{\"report\":\"edca-diff/1\",\"tool\":{\"name\":\"edca\",\"version\":\"" EDCA_VERSION
           "\"},\"changes\":[";
  }

  std::string entry(const ProcessChange& change) override {
    std::string text = first_ ? "\n{" : ",\n{";
    first_ = false;
    string(change.project ? "project" : "ocid", text);
    text += ':';
    string(change.id, text);
    member("change", name(change.change), text);
    text += ",\"items\":[";
    for (const ItemChange& each : change.items) {
      text += &each == change.items.data() ? "\n  {" : ",\n  {";
      item(each, text);
    }
    return text + "]}";
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

  static void item(const ItemChange& change, std::string& text) {
    text += "\"kind\":";
    string(name(change.kind), text);
    if (!change.id.empty()) member("id", change.id, text);
    member("change", name(change.change), text);
    if (change.change == Change::changed) {
      text += ",\"fields\":[";
      for (const FieldChange& each : change.fields) {
        text += &each == change.fields.data() ? "\n    {" : ",\n    {";
        field(each, text);
      }
      text += ']';
    }
    text += '}';
  }

  static void field(const FieldChange& change, std::string& text) {
    text += "\"pointer\":";
    string(change.pointer, text);
    if (!change.old_pointer.empty()) member("old_pointer", change.old_pointer, text);
    member("change", name(change.change), text);
    if (!change.before.empty()) text.append(",\"old\":").append(change.before);
    if (!change.after.empty()) text.append(",\"new\":").append(change.after);
    text += '}';
  }

  static void counts(std::string_view key, ChangeCounts counts, std::string& text) {
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

  bool first_ = true;
};

}  // namespace

std::unique_ptr<Format> make_format(DiffFormat format, Language language) {
  if (format == DiffFormat::json) return std::make_unique<JsonFormat>();
  return std::make_unique<TextFormat>(language);
}

}  // namespace edca::diff
