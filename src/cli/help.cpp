#include "cli/help.hpp"

#include <algorithm>

#include "cli/command_tree.hpp"
#include "os/terminal.hpp"

namespace edca::cli {
namespace {

using messages::Language;

constexpr std::size_t description_column = 27;

/// Letters, not bytes: all that the sentences use is one column wide.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

class Page {
 public:
  Page(Language language, std::size_t width) : language_(language), width_(width) {}

  std::string text(const std::string& name, const Arguments& arguments = {}) const {
    return messages::text("help." + name, language_, arguments);
  }
  void line(const std::string& text) { out_ += text + "\n"; }
  /// Words wrapped behind `start`; further lines begin at column `hang`.
  void wrapped(const std::string& start, const std::string& words, std::size_t hang) {
    out_ += start;
    std::size_t at = columns(start);
    bool first = true;
    for (const std::string& word : split(words, ' ')) {
      const std::size_t length = columns(word);
      if (!first && at + 1 + length > width_) {
        out_ += "\n" + std::string(hang, ' ');
        at = hang;
      } else if (!first) {
        out_ += ' ';
        ++at;
      }
      out_ += word;
      at += length;
      first = false;
    }
    out_ += "\n";
  }
  /// "  --output FILE   What it means."
  void entry(const std::string& name, const std::string& description) {
    std::string start = "  " + name;
    if (columns(start) + 2 > description_column) {
      line(start);
      start.clear();
    }
    start.append(description_column - columns(start), ' ');
    wrapped(start, description, description_column);
  }
  /// Lines that begin with spaces hang at the column behind their first gap: "  0  what it means".
  void paragraphs(const std::string& footer) {
    for (const std::string& each : split(footer, '\n')) {
      const std::size_t indent = std::min(each.find_first_not_of(' '), each.size());
      const std::size_t gap = indent == 0 ? std::string::npos : each.find("  ", indent);
      const std::size_t words = std::min(each.find_first_not_of(' ', gap), each.size());
      const std::string start =
          gap == std::string::npos ? std::string(indent, ' ') : each.substr(0, words);
      wrapped(start, each.substr(start.size()), columns(start));
    }
  }
  std::string take() { return std::move(out_); }

 private:
  Language language_;
  std::size_t width_;
  std::string out_;
};

std::string placeholder(const Page& page, const OptionNode& option) {
  return page.text("value-" + option.kind);
}

/// A mark that is a value would be lost among those of the sentence.
std::string as_value(const std::string& value) {
  constexpr std::string_view marks = ".,;|";
  return value.size() == 1 && marks.find(value[0]) != std::string_view::npos ? "`" + value + "`"
                                                                             : value;
}

/// What an option means, what it takes and what counts without it.
std::string description_of(const Page& page, const OptionNode& option) {
  std::string out = option.description;
  const auto add = [&](const std::string& sentence) { out += " " + sentence; };
  if (!option.choices.empty()) {
    std::vector<std::string> values;
    for (const std::string& choice : option.choices) values.push_back(as_value(choice));
    add(page.text("values", {{"values", joined(values, ", ")}}));
  }
  if (!option.range.empty()) {
    const std::size_t dots = option.range.find("..");
    const std::string high = option.range.substr(dots + 2);
    add(page.text(high.empty() ? "range-open" : "range",
                  {{"low", option.range.substr(0, dots)}, {"high", high}}));
  }
  if (!option.usual.empty()) add(page.text("usual", {{"value", as_value(option.usual)}}));
  if (!option.variable.empty()) add(page.text("variable", {{"name", option.variable}}));
  return out;
}

std::string usage(const Page& page, const CommandNode& node) {
  std::string out = "edca" + (node.path.empty() ? "" : " " + node.path);
  out += " [" + page.text("value-options") + "]";
  for (const OptionNode& argument : node.arguments) {
    const std::string name = placeholder(page, argument) + (argument.repeated ? "…" : "");
    out += argument.required ? " " + name : " [" + name + "]";
  }
  if (node.commands.empty()) return out;
  const std::string command = page.text("value-command");
  return out + (node.needs_command ? " " + command : " [" + command + "]");
}

const CommandNode& node_of(const std::vector<CommandNode>& nodes, const std::string& path) {
  const auto found = std::ranges::find(nodes, path, &CommandNode::path);
  return found == nodes.end() ? nodes.front() : *found;
}

void section(Page& page, const std::string& heading, const std::vector<OptionNode>& options) {
  if (options.empty()) return;
  page.line("\n" + page.text(heading) + ":");
  for (const OptionNode& option : options) {
    std::string name = joined(option.names, ", ");
    if (!option.kind.empty()) name += (name.empty() ? "" : " ") + placeholder(page, option);
    page.entry(name, description_of(page, option));
  }
}

}  // namespace

std::string help_text(const std::string& path, Language language, std::size_t width) {
  const std::vector<CommandNode> nodes = command_tree(language);
  const CommandNode& node = node_of(nodes, path);
  Page page(language, width);
  page.wrapped("", node.description, 0);
  page.line("");
  page.wrapped("", page.text("heading-usage") + ": " + usage(page, node), 4);
  section(page, "heading-arguments", node.arguments);
  section(page, "heading-options", node.options);
  if (!node.commands.empty()) page.line("\n" + page.text("heading-commands") + ":");
  for (const std::string& name : node.commands) {
    const std::string below = node.path.empty() ? name : node.path + " " + name;
    page.entry(name, std::ranges::find(nodes, below, &CommandNode::path)->description);
  }
  page.line("");
  page.paragraphs(node.footer);
  return page.take();
}

std::string usage_text(const std::string& path, Language language) {
  return usage(Page(language, 0), node_of(command_tree(language), path));
}

std::size_t help_width() {
  const unsigned width = os::terminal_width(os::Stream::output);
  return width == 0 ? 80 : std::clamp(width, 50u, 120u);
}

}  // namespace edca::cli
