// Merges each line of standard input, an array of releases or an object with `releases` and, as
// `compiled` and `versioned`, merged releases to add them to. Prints a line for each:
// {"compiled": …, "versioned": …}, null where the merge fails.
//
// merge_driver --schema FILE [--strict] [--strategy POINTER append|position] [--on-duplicate-id …]

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "merge/merger.hpp"

namespace {

using edca::merge::Form;
using edca::merge::Merger;
using edca::merge::Strategy;

struct Arguments {
  std::string schema;
  edca::merge::Options options;
};

Strategy strategy(std::string_view name) {
  return name == "append"     ? Strategy::append
         : name == "position" ? Strategy::position
                              : Strategy::merge;
}

bool read_arguments(const std::vector<std::string>& words, Arguments& arguments) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t left = words.size() - at - 1;
    if (words[at] == "--strict") {
      arguments.options.strict = true;
    } else if (words[at] == "--schema" && left >= 1) {
      arguments.schema = words[++at];
    } else if (words[at] == "--on-duplicate-id" && left >= 1) {
      arguments.options.on_duplicate_id = strategy(words[++at]);
    } else if (words[at] == "--strategy" && left >= 2) {
      arguments.options.strategies.emplace_back(words[at + 1], strategy(words[at + 2]));
      at += 2;
    } else {
      return false;
    }
  }
  return !arguments.schema.empty();
}

/// Cuts a valid, compact or spaced JSON text into its parts, as they are written.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  /// The next element, key or value; empty behind the last.
  std::string_view next() {
    at_ = text_.find_first_not_of(" \t\r,:", at_ == 0 ? 1 : at_);
    if (at_ != std::string_view::npos && (text_[at_] == ']' || text_[at_] == '}')) return {};
    return value();
  }

 private:
  std::string_view value() {
    if (at_ == std::string_view::npos) return {};
    const std::size_t start = at_;
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') skip_string();
      if (depth == 0 && (c == ',' || c == ']' || c == '}' || c == ':')) break;
      if (c == '[' || c == '{') ++depth;
      if (c == ']' || c == '}') --depth;
    }
    return text_.substr(start, at_ - start);
  }
  void skip_string() {
    for (++at_; text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1 : 0;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct Line {
  std::string_view releases;
  std::string_view compiled;
  std::string_view versioned;
};

Line cut(std::string_view text) {
  if (text.front() == '[') return {text, {}, {}};
  Line line;
  Cutter cutter(text);
  for (std::string_view key = cutter.next(); !key.empty(); key = cutter.next()) {
    const std::string_view value = cutter.next();
    if (key.starts_with("\"releases\"")) line.releases = value;
    if (key.starts_with("\"compiled\"")) line.compiled = value;
    if (key.starts_with("\"versioned\"")) line.versioned = value;
  }
  return line;
}

std::string merged(Merger& merger, const std::vector<std::string_view>& releases, Form form,
                   std::string_view existing) {
  std::string out;
  return merger.merge(releases, form, out, existing).ok() ? out : "null";
}

void merge_line(Merger& merger, const std::string& text) {
  const Line line = cut(text);
  std::vector<std::string_view> releases;
  Cutter cutter(line.releases);
  for (std::string_view release = cutter.next(); !release.empty(); release = cutter.next()) {
    releases.push_back(release);
  }
  std::cout << "{\"compiled\":" << merged(merger, releases, Form::compiled, line.compiled)
            << ",\"versioned\":" << merged(merger, releases, Form::versioned, line.versioned)
            << "}\n";
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  Arguments arguments;
  if (!read_arguments({argv + 1, argv + argc}, arguments)) {
    std::cerr << "usage: merge_driver --schema FILE [--strict] [--strategy POINTER HOW]\n";
    return 2;
  }
  std::ifstream file(arguments.schema);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const edca::merge::Rules rules(edca::json::parse(text, arguments.schema));
  Merger merger(rules, arguments.options);
  for (std::string line; std::getline(std::cin, line);) merge_line(merger, line);
}
