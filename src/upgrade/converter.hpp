#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "items/item_reader.hpp"
#include "upgrade/item_upgrader.hpp"

namespace edca::upgrade {

/// Brings inputs of any form to today's editions of their standards and writes them in the same
/// form. Every change is a finding; of an input with something that cannot be read nothing is
/// written from there on, but for lines of JSON Lines, which leave as they came.
class Converter : public items::ItemReader {
 public:
  using Write = std::function<void(std::string_view)>;

  /// `repair` as for ItemUpgrader. `choice` and `log` must outlive the converter.
  Converter(const ocds::ProfileChoice& choice, const Ids* repair,
            const std::string& temporary_folder, items::RunLog& log);

  /// How inputs are read.
  const json::ReaderOptions& reading() const { return reader_; }

  /// False when the input is so damaged that what was written of it is not whole.
  bool convert(const io::Input& input, const Write& write, const Proceed& progress);

 private:
  using Id = Document::Id;
  using Change = std::function<void(Document&, Changes&)>;
  /// A text and where it stands. The first and last bytes of one that was put together are not its
  /// own; `gap`: where it goes on elsewhere.
  struct Text {
    std::string_view text;
    base::Place place;
    std::string base;
    std::size_t lent_before = 0;
    std::size_t lent_behind = 0;
    std::size_t gap = ~std::size_t{0};
    base::Place after_gap = {};
  };

  void batch(const json::Batch& batch, const json::Reader& reader) override;
  void end_file(const json::Reader& reader) override;
  /// Of a damaged text: whatever can be read of it counts.
  void take(Kind, const Item& item) override { static_cast<void>(readable(item)); }
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  void unit(const json::Unit& unit);
  void stream_item(const json::Unit& unit);
  void stream_end(const json::Unit& unit);
  void texts(const json::Unit& unit);
  void whole(const Text& text);
  void head(const json::Unit& unit);
  void tail(const json::Unit& unit);
  bool put(const Text& text, const Change& change);
  void list(const Text& text, std::string_view utf8, Changes& changes);
  void value(Document& document, Id id, Changes& changes, unsigned lists);
  void object(Document& document, Id id, Changes& changes, unsigned lists);
  void package(Document& document, Id id, const ocds::Shape& shape, Changes& changes);
  void count_item(Kind kind);
  void write(std::string_view text);

  const Ids* repair_;
  ItemUpgrader upgrader_;
  const Write* write_ = nullptr;
  bool started_ = false;
  bool damaged_ = false;
  bool unreadable_ = false;                              ///< some text could not be read
  bool lines_ = false;                                   ///< the input is JSON Lines
  std::map<const void*, ItemUpgrader::Target> streams_;  ///< by envelope
};

}  // namespace edca::upgrade
