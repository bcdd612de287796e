#include "sheets/xml.hpp"

#include <expat.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <new>
#include <utility>

namespace edca::sheets {
namespace {

/// Between namespace and name: no namespace has it.
constexpr char separator = '\n';
constexpr int chunk = 64 << 10;
/// Of a tag with its attributes, which Expat holds as a whole and looks at again with every chunk.
constexpr std::uint64_t most_tag = 4u << 20;
constexpr std::size_t most_depth = 1000;
/// Of the name of a namespace, which Expat copies in front of each attribute.
constexpr std::size_t most_namespace = 1000;

struct Known {
  std::string_view uri;
  Space space;
};

// ECMA-376, its strict form (ISO/IEC 29500-1) and OpenDocument 1.3 (part 3, 2.2).
constexpr Known spaces[] = {
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", Space::sheet},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", Space::sheet},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", Space::relation},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", Space::relation},
    {"http://schemas.openxmlformats.org/package/2006/relationships", Space::package},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::office},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::table},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::text},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::style},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", Space::manifest},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Space::calc},
};

XmlName name_of(const char* given) {
  const std::string_view whole(given);
  const std::size_t at = whole.rfind(separator);
  if (at == std::string_view::npos) return {Space::none, whole};
  const auto* const found = std::ranges::find(spaces, whole.substr(0, at), &Known::uri);
  return {found == std::end(spaces) ? Space::other : found->space, whole.substr(at + 1)};
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(Space space, std::string_view local) const {
  for (const char* const* at = list_; *at != nullptr; at += 2) {
    const XmlName name = name_of(at[0]);
    if (name.is(space, local)) return at[1];
  }
  return std::nullopt;
}

std::uint64_t XmlAttributes::number(Space space, std::string_view local,
                                    std::uint64_t otherwise) const {
  const std::string_view given = text(space, local);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
  return error == std::errc() && end == given.data() + given.size() ? value : otherwise;
}

bool XmlAttributes::flag(Space space, std::string_view local) const {
  const std::string_view given = text(space, local);
  return given == "1" || given == "true" || given == "on";
}

struct XmlReader::Parser {
  Parser(std::unique_ptr<io::Source> from, XmlHandler& to, std::string name)
      : source(std::move(from)),
        handler(to),
        part(std::move(name)),
        expat(XML_ParserCreateNS(nullptr, separator)) {
    if (expat == nullptr) throw std::bad_alloc();
    XML_SetUserData(expat, this);
    XML_SetElementHandler(expat, start, end);
    XML_SetCharacterDataHandler(expat, text);
    XML_SetStartDoctypeDeclHandler(expat, doctype);
    XML_SetStartNamespaceDeclHandler(expat, begin_namespace);
  }
  ~Parser() { XML_ParserFree(expat); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  io::InputFault broken() const {
    const std::uint64_t line = XML_GetCurrentLineNumber(expat);
    return io::InputFault("input.unreadable", "workbook-broken",
                          {{"part", part}, {"line", std::to_string(line)}});
  }

  /// Exceptions must not pass through C: they come out of read().
  template <class Call>
  void guard(Call call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(expat, XML_FALSE);
    }
  }

  static Parser& of(void* self) { return *static_cast<Parser*>(self); }
  static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
    Parser& parser = of(self);
    parser.guard([&] {
      if (++parser.depth > most_depth) throw parser.broken();
      parser.handler.start(name_of(name), XmlAttributes(attributes));
    });
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    Parser& parser = of(self);
    parser.guard([&] {
      --parser.depth;
      parser.handler.end(name_of(name));
    });
  }
  static void XMLCALL text(void* self, const XML_Char* piece, int size) {
    Parser& parser = of(self);
    parser.guard([&] { parser.handler.text({piece, static_cast<std::size_t>(size)}); });
  }
  static void XMLCALL doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    Parser& parser = of(self);
    parser.guard([&] {
      throw io::InputFault("input.unreadable", "workbook-doctype", {{"part", parser.part}});
    });
  }
  static void XMLCALL begin_namespace(void* self, const XML_Char*, const XML_Char* uri) {
    Parser& parser = of(self);
    parser.guard([&] {
      const bool large = uri != nullptr && std::string_view(uri).size() > most_namespace;
      if (large) throw parser.broken();
    });
  }

  XML_Status parse_chunk() {
    void* const buffer = XML_GetBuffer(expat, chunk);
    if (buffer == nullptr) throw std::bad_alloc();
    const std::size_t got = source->read(static_cast<char*>(buffer), chunk);
    fed += got;
    last = got == 0;
    return XML_ParseBuffer(expat, static_cast<int>(got), last ? XML_TRUE : XML_FALSE);
  }
  /// Bytes of a tag that has not ended yet.
  std::uint64_t waiting() const {
    const XML_Index at = XML_GetCurrentByteIndex(expat);
    return at < 0 ? 0 : fed - std::min(fed, static_cast<std::uint64_t>(at));
  }

  std::unique_ptr<io::Source> source;
  XmlHandler& handler;
  std::string part;
  XML_Parser expat;
  std::exception_ptr thrown;
  std::size_t depth = 0;
  std::uint64_t fed = 0;
  bool paused = false;
  bool last = false;
  bool ended = false;
};

XmlReader::XmlReader(std::unique_ptr<io::Source> source, XmlHandler& handler, std::string part)
    : parser_(std::make_unique<Parser>(std::move(source), handler, std::move(part))) {}

XmlReader::~XmlReader() = default;

bool XmlReader::read() {
  Parser& parser = *parser_;
  while (!parser.ended) {
    const XML_Status status =
        std::exchange(parser.paused, false) ? XML_ResumeParser(parser.expat) : parser.parse_chunk();
    if (parser.thrown) std::rethrow_exception(parser.thrown);
    if (status == XML_STATUS_SUSPENDED) return parser.paused = true;
    if (status != XML_STATUS_OK) {
      if (XML_GetErrorCode(parser.expat) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
      throw broken();
    }
    parser.ended = parser.last;
    if (!parser.ended && parser.waiting() > most_tag) throw broken();
  }
  return false;
}

void XmlReader::pause() {
  XML_StopParser(parser_->expat, XML_TRUE);
}

io::InputFault XmlReader::broken() const {
  return parser_->broken();
}

void read_xml(std::unique_ptr<io::Source> source, XmlHandler& handler, const std::string& part) {
  XmlReader reader(std::move(source), handler, part);
  while (reader.read()) {
  }
}

}  // namespace edca::sheets
