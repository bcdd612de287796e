#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/source.hpp"

namespace edca::sheets {

/// Namespaces of XML that workbooks use, both forms of Office Open XML as one.
enum class Space : std::uint8_t {
  none,      ///< a name without a namespace, as most attributes are
  other,     ///< one that is of no interest here
  sheet,     ///< SpreadsheetML
  relation,  ///< relations between parts, as attributes name them
  package,   ///< the files of relations
  office,    ///< OpenDocument, from here on
  table,
  text,
  style,
  manifest,
  calc,  ///< what LibreOffice adds
};

/// The name of an element or attribute.
struct XmlName {
  Space space = Space::none;
  std::string_view local;

  bool is(Space other_space, std::string_view name) const {
    return space == other_space && local == name;
  }
};

/// The attributes of an element while it begins.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* list) : list_(list) {}
  /// The value; nothing where it is not there.
  std::optional<std::string_view> find(Space space, std::string_view local) const;
  /// The same, or another text.
  std::string_view text(Space space, std::string_view local,
                        std::string_view otherwise = {}) const {
    return find(space, local).value_or(otherwise);
  }
  /// A whole number; `otherwise` where it is none.
  std::uint64_t number(Space space, std::string_view local, std::uint64_t otherwise) const;
  /// "1", "true" and "on".
  bool flag(Space space, std::string_view local) const;

 private:
  const char* const* list_;
};

/// What is told of a text of XML while it is read.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(const XmlName& name, const XmlAttributes& attributes) = 0;
  virtual void end(const XmlName& name) = 0;
  /// A piece of the text within the last element that began.
  virtual void text(std::string_view piece) = 0;
};

/// Reads XML in small memory (https://www.w3.org/TR/xml/), as far as workbooks need it: whatever
/// declares a document type is refused, and with it all entities. The only door to Expat.
class XmlReader {
 public:
  /// `handler` must outlive it. `part` is what faults call the text.
  XmlReader(std::unique_ptr<io::Source> source, XmlHandler& handler, std::string part);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// Reads until the handler pauses it, or to the end: false then. Throws io::InputFault and what
  /// the handler throws; after that it must not be called again.
  bool read();
  /// For the handler: read() returns when it is done with what it is at.
  void pause();
  /// The fault that the text is not as it should be, here.
  io::InputFault broken() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

/// All of it at once.
void read_xml(std::unique_ptr<io::Source> source, XmlHandler& handler, const std::string& part);

}  // namespace edca::sheets
