#include "diff/export_format.hpp"

#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca::diff {
namespace {

constexpr std::size_t cell_width = 100;

/// For people.
class RowTextFormat final : public ExportFormat {
 public:
  explicit RowTextFormat(Language language) : language_(language) {}

  std::string entry(const RowChange& change) override {
    std::string text =
        word("diff." + std::string(name(change.change))) + ": " + messages::printable(change.table);
    bool first = true;
    for (const auto& [field, value] : change.key) {
      text += (first ? " " : " / ") + shown(value);
      first = false;
    }
    text += '\n';
    for (const CellChange& each : change.cells) {
      text += "    " + messages::printable(each.field);
      if (each.before.empty()) {
        text += " (" + word("diff.field.added") + "): " + shown(each.after);
      } else if (each.after.empty()) {
        text += " (" + word("diff.field.removed") + "): " + shown(each.before);
      } else {
        text += ": " + shown(each.before);
        text += " → " + shown(each.after);
      }
      text += '\n';
    }
    return text;
  }

  std::string end(const TableCounts& tables) override {
    std::string text = word("diff.summary") + "\n";
    for (const auto& [table, counts] : tables) {
      const Arguments arguments = {{"table", table},
                                   {"before", messages::count(counts.before())},
                                   {"after", messages::count(counts.after())},
                                   {"added", messages::count(counts.added)},
                                   {"removed", messages::count(counts.removed)},
                                   {"changed", messages::count(counts.changed)},
                                   {"unchanged", messages::count(counts.unchanged)}};
      text += "  " + messages::text("diff.count.rows", language_, arguments) + "\n";
    }
    return text;
  }

 private:
  std::string word(const std::string& key) const { return messages::text(key, language_); }
  static std::string shown(std::string_view value) {
    return messages::shorten(messages::printable(value), cell_width);
  }

  Language language_;
};

/// For programs.
class RowJsonFormat final : public ExportFormat {
 public:
  std::string begin() override {
    return "{\"report\":\"edca-diff/1\",\"tool\":{\"name\":\"edca\",\"version\":\"" EDCA_VERSION
           "\"},\"changes\":[";
  }

  std::string entry(const RowChange& change) override {
    std::string text = first_ ? "\n{" : ",\n{";
    first_ = false;
    text += "\"table\":";
    json::write_string(change.table, text);
    text += ",\"key\":{";
    for (const auto& [field, value] : change.key) {
      if (text.back() != '{') text += ',';
      json::write_string(field, text);
      text += ':';
      json::write_string(value, text);
    }
    text += "},\"change\":";
    json::write_string(name(change.change), text);
    if (change.change == Change::changed) {
      text += ",\"fields\":[";
      for (const CellChange& each : change.cells) {
        if (text.back() != '[') text += ',';
        field(each, text);
      }
      text += ']';
    }
    return text + '}';
  }

  std::string end(const TableCounts& tables) override {
    std::string text = first_ ? "]" : "\n]";
    text += ",\"summary\":{\"tables\":{";
    for (const auto& [table, counts] : tables) {
      if (text.back() != '{') text += ',';
      json::write_string(table, text);
      text += ":{\"before\":" + std::to_string(counts.before());
      text += ",\"after\":" + std::to_string(counts.after());
      text += ",\"added\":" + std::to_string(counts.added);
      text += ",\"removed\":" + std::to_string(counts.removed);
      text += ",\"changed\":" + std::to_string(counts.changed);
      text += ",\"unchanged\":" + std::to_string(counts.unchanged) + '}';
    }
    return text + "}}}\n";
  }

 private:
  static void field(const CellChange& change, std::string& text) {
    text += "\n  {\"field\":";
    json::write_string(change.field, text);
    const Change what = change.before.empty()  ? Change::added
                        : change.after.empty() ? Change::removed
                                               : Change::changed;
    text += ",\"change\":";
    json::write_string(name(what), text);
    if (!change.before.empty()) {
      text += ",\"old\":";
      json::write_string(change.before, text);
    }
    if (!change.after.empty()) {
      text += ",\"new\":";
      json::write_string(change.after, text);
    }
    text += '}';
  }

  bool first_ = true;
};

}  // namespace

std::unique_ptr<ExportFormat> make_export_format(DiffFormat format, Language language) {
  if (format == DiffFormat::json) return std::make_unique<RowJsonFormat>();
  return std::make_unique<RowTextFormat>(language);
}

}  // namespace edca::diff
