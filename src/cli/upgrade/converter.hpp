#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "cli/intake/intake.hpp"
#include "cli/upgrade/upgrader.hpp"

namespace edca::cli {

/// Brings inputs of any form to today's editions of their standards and writes them in the same
/// form. Every change is a finding; what cannot be read leaves as it came.
class Converter : public Intake {
 public:
  using Write = std::function<void(std::string_view)>;

  /// As Upgrader, which throws. `log` must outlive the converter.
  Converter(const ValidateOptions& options, const upgrade::Ids* repair, Log& log);

  /// How inputs are read.
  const json::ReaderOptions& reading() const { return reader_; }

  /// False when the input is so damaged that what was written of it is not whole.
  bool convert(const io::Input& input, const Write& write, const Progress& progress);

 private:
  using Id = upgrade::Document::Id;
  using Change = std::function<void(upgrade::Document&, upgrade::Changes&)>;
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
  void take(Kind, const Item&) override {}
  std::uint64_t begin_package(Kind, const json::Value&) override { return 0; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  void unit(const json::Unit& unit);
  void stream_item(const json::Unit& unit);
  void stream_end(const json::Unit& unit);
  void whole(const Text& text);
  void head(const json::Unit& unit);
  void tail(const json::Unit& unit);
  void put(const Text& text, const Change& change);
  void list(const Text& text, std::string_view utf8, upgrade::Changes& changes);
  void value(upgrade::Document& document, Id id, upgrade::Changes& changes, unsigned lists);
  void object(upgrade::Document& document, Id id, upgrade::Changes& changes, unsigned lists);
  void package(upgrade::Document& document, Id id, const ocds::Shape& shape,
               upgrade::Changes& changes);
  void count_item(Kind kind);
  void write(std::string_view text);

  const upgrade::Ids* repair_;
  Upgrader upgrader_;
  const Write* write_ = nullptr;
  bool started_ = false;
  bool damaged_ = false;
  std::map<const void*, Upgrader::Target> streams_;  ///< by envelope
};

}  // namespace edca::cli
