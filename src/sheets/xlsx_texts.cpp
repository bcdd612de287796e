#include "sheets/xlsx_texts.hpp"

#include <map>
#include <optional>

#include "sheets/unicode.hpp"
#include "sheets/xml.hpp"

namespace edca::sheets {
namespace {

constexpr std::size_t most_styles = 100'000;

/// xl/sharedStrings.xml: texts, of which parts may be formatted in their own ways; hints how to
/// pronounce them (rPh) are none of them.
class TextsHandler final : public XmlHandler {
 public:
  explicit TextsHandler(XlsxBook& book) : book_(book) {}

  void start(const XmlName& name, const XmlAttributes&) override {
    if (name.space != Space::sheet) return;
    if (name.local == "si") text_.clear();
    if (name.local == "rPh") ++hints_;
    within_ = name.local == "t" && hints_ == 0;
  }
  void end(const XmlName& name) override {
    within_ = false;
    if (name.is(Space::sheet, "rPh")) --hints_;
    if (!name.is(Space::sheet, "si")) return;
    unescape_xlsx(text_);
    book_.texts.add(text_);
  }
  void text(std::string_view piece) override {
    if (!within_) return;
    if (text_.size() + piece.size() > book_.options.most_row_bytes) {
      throw broken_part(book_.texts_part);
    }
    text_ += piece;
  }

 private:
  XlsxBook& book_;
  std::string text_;
  std::size_t hints_ = 0;
  bool within_ = false;
};

/// xl/styles.xml: the formats of numbers, by the place in the list of styles of cells.
class StylesHandler final : public XmlHandler {
 public:
  explicit StylesHandler(XlsxBook& book) : book_(book) {}

  void start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.space != Space::sheet) return;
    if (name.local == "numFmts") formats_ = true;
    if (name.local == "cellXfs") cells_ = true;
    const std::uint64_t number = attributes.number(Space::none, "numFmtId", 0);
    if (formats_ && name.local == "numFmt") {
      if (given_.size() >= most_styles) throw broken_part(book_.styles_part);
      given_[number] = read_format(attributes.text(Space::none, "formatCode"));
    }
    if (!cells_ || name.local != "xf") return;
    if (book_.styles.size() >= most_styles) throw broken_part(book_.styles_part);
    const auto found = given_.find(number);
    book_.styles.push_back(found == given_.end() ? built_in_format(number) : found->second);
  }
  void end(const XmlName& name) override {
    if (name.is(Space::sheet, "numFmts")) formats_ = false;
    if (name.is(Space::sheet, "cellXfs")) cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  XlsxBook& book_;
  std::map<std::uint64_t, NumberFormat> given_;
  bool formats_ = false;
  bool cells_ = false;
};

/// The code of an escape at a place, "_x000D_".
std::optional<std::uint32_t> escape_at(std::string_view text, std::size_t at) {
  constexpr std::size_t length = 7;
  const std::string_view escape = text.substr(at, length);
  if (escape.size() < length || !escape.starts_with("_x") || !escape.ends_with('_')) {
    return std::nullopt;
  }
  std::uint32_t code = 0;
  for (const char c : escape.substr(2, 4)) {
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    if (!digit && !letter) return std::nullopt;
    code = code << 4 | static_cast<std::uint32_t>(digit ? c - '0' : (c & 7) + 9);
  }
  return code;
}

}  // namespace

void unescape_xlsx(std::string& text) {
  std::size_t at = text.find("_x");
  if (at == std::string::npos) return;
  constexpr std::size_t length = 7;
  std::string out = text.substr(0, at);
  while (at < text.size()) {
    std::optional<std::uint32_t> code = escape_at(text, at);
    std::size_t used = length;
    if (code && *code >= 0xD800 && *code < 0xDC00) {
      const std::optional<std::uint32_t> low = escape_at(text, at + length);
      const bool pair = low && *low >= 0xDC00 && *low < 0xE000;
      code =
          pair ? std::optional(0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00)) : std::nullopt;
      used += length;
    } else if (code && *code >= 0xDC00 && *code < 0xE000) {
      code.reset();
    }
    if (code) {
      append_utf8(*code, out);
      at += used;
    } else {
      out += text[at++];
    }
  }
  text = std::move(out);
}

void read_shared_texts(XlsxBook& book) {
  auto source = book.parts->open(book.texts_part);
  if (!source) return;
  TextsHandler handler(book);
  read_xml(std::move(source), handler, book.texts_part);
}

void read_styles(XlsxBook& book) {
  auto source = book.parts->open(book.styles_part);
  if (!source) return;
  StylesHandler handler(book);
  read_xml(std::move(source), handler, book.styles_part);
}

}  // namespace edca::sheets
