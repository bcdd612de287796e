#include "io/recognize.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace edca::io {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  std::string_view what;
};

constexpr Mark marks[] = {
    {"%PDF-", "pdf"},
    {"\xFD"
     "7zXZ\0"sv,
     "xz"},
    {"BZh", "bzip2"},
    {"7z\xBC\xAF\x27\x1C", "7z"},
    {"Rar!\x1A\x07", "rar"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "office"},
    {"SQLite format 3", "database"},
    {"\x89PNG\r\n", "image"},
    {"\xFF\xD8\xFF", "image"},
    {"GIF8", "image"},
    {"version https://git-lfs.github.com/", "git-lfs"},
};

/// Of a web page, in lower case.
constexpr std::string_view html_words[] = {"<!doctype html", "<html", "<head", "<body", "<script"};
/// What a page begins with that lacks its head, as an error that a server prints.
constexpr std::string_view html_tags[] = {
    "a",   "b", "br",  "center", "div",   "font",  "h1", "h2",     "h3",    "hr",   "i",
    "img", "p", "pre", "span",   "table", "title", "ul", "strong", "style", "meta", "link"};

std::string_view line_of(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// How often a separator stands outside of quotes.
std::size_t separators(std::string_view line, char separator) {
  std::size_t count = 0;
  bool quoted = false;
  for (const char c : line) {
    quoted ^= c == '"';
    count += !quoted && c == separator ? 1 : 0;
  }
  return count;
}

/// Whether a line is of JSON that something stands before, or whose opening brace is missing.
bool is_json(std::string_view line) {
  if (line.find_first_of("{\0"sv) != std::string_view::npos) return true;
  const std::size_t quote = line.starts_with('"') ? line.find('"', 1) : std::string_view::npos;
  if (quote == std::string_view::npos) return false;
  const std::size_t next = line.find_first_not_of(" \t", quote + 1);
  return next != std::string_view::npos && line[next] == ':';
}

/// A comment of a configuration, or a sentence: commas tell no columns apart.
bool is_prose(std::string_view line) {
  return line.starts_with('#') || line.ends_with('.') || line.ends_with(':');
}

/// RFC 4180 and its relatives: two lines with as many separators, the first of them a heading.
bool is_csv(std::string_view text, bool whole) {
  const std::string_view heading = line_of(text);
  // "sep=;", as spreadsheet programs write it above.
  if (heading.size() == 5 && base::fold(heading.substr(0, 4)) == "sep=") return true;
  if (is_json(heading) || is_prose(heading)) return false;
  const bool cut = !whole && text.find('\n') == std::string_view::npos;
  const std::string_view row = line_of(text);
  for (const char separator : {',', ';', '\t', '|'}) {
    const std::size_t count = separators(heading, separator);
    if (count == 0) continue;
    if (row.empty() ? count > 1 && whole : cut || separators(row, separator) == count) return true;
  }
  return false;
}

/// Words, and no JSON anywhere: what a server says of an error, YAML, a column of a table.
bool is_text(std::string_view text) {
  const char first = text[0];
  const bool word =
      (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '/';
  if (!word || text.find_first_of("{[\0"sv) != std::string_view::npos) return false;
  const std::string_view rest = text.substr(0, text.find_first_of(" \t\r\n,"));
  return rest != "true" && rest != "false" && rest != "null";
}

bool is_markup(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  const char next = text[1];
  return next == '?' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

/// The first tag of a text in lower case.
bool starts_with_html_tag(std::string_view folded) {
  const std::string_view name = folded.substr(1, folded.find_first_of(" \t\r\n/>", 1) - 1);
  return std::ranges::find(html_tags, name) != std::end(html_tags);
}

std::string_view markup(std::string_view text) {
  constexpr std::size_t enough = 1024;
  const std::string folded = base::fold(text.substr(0, enough));
  const bool page = std::ranges::any_of(
      html_words, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
  if (page) return "html";
  return starts_with_html_tag(folded) ? "html-piece" : "xml";
}

}  // namespace

std::string_view recognize(std::string_view head, bool whole) {
  constexpr std::size_t tar_mark = 257;
  for (const Mark& mark : marks) {
    if (head.starts_with(mark.bytes)) return mark.what;
  }
  if (head.size() > tar_mark && head.substr(tar_mark).starts_with("ustar")) return "tar";
  const std::string_view text =
      head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (text.empty() || text[0] == '{' || text[0] == '[') return {};
  if (is_markup(text)) return markup(text);
  if (is_address(text)) {
    std::string_view rest = text;
    const std::string_view line = line_of(rest);
    const bool alone = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (whole && alone && line.find(' ') == std::string_view::npos) return "only-address";
  }
  if (is_csv(text, whole)) return "csv";
  return is_text(text) ? "text" : std::string_view();
}

bool begins_as_json(std::string_view head) {
  const std::string_view text =
      head.substr(std::min(head.find_first_not_of(" \t\r\n\xEF\xBB\xBF"), head.size()));
  return text.starts_with('{') || text.starts_with('[');
}

std::string_view recognize_member(std::string_view name) {
  if (name == "xl/workbook.xml" || name == "xl/workbook.bin") return "xlsx";
  if (name == "word/document.xml") return "docx";
  return name == "content.xml" ? "ods" : std::string_view();
}

bool is_address(std::string_view argument) {
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"http://", "https://", "ftp://"},
      [&](std::string_view scheme) {
        return base::fold(argument.substr(0, scheme.size())) == scheme;
      });
}

}  // namespace edca::io
