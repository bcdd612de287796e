#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "edca/read_options.hpp"
#include "edca/session.hpp"
#include "edca/sink.hpp"

namespace edca {

/// What an Item is, told by the names of its members and by where it stands.
enum class ItemKind : unsigned char {
  release,
  compiled_release,
  versioned_release,
  record,
  project,
  package,  ///< what a package says of itself: comes behind its items
};

/// "release", "compiled-release", "versioned-release", "record", "project" or "package".
std::string_view name(ItemKind kind) noexcept;

/// One release, record or project of an input, or the package around some. The views last until
/// the next call of Reader::next().
struct Item {
  ItemKind kind = ItemKind::release;
  /// JSON text as it is written, in UTF-8; of a package an object of its members but for the list
  /// of items. An item is not known to be well-formed JSON: only its brackets were matched.
  std::string_view text;
  std::string_view file;     ///< the input, as findings name it
  Position at;               ///< of the first byte
  std::string_view pointer;  ///< RFC 6901, from the root of the JSON text it stands in
  /// The number of the package around it, or of the package itself, from 1 in the order of the
  /// input; 0 for an item without a package.
  std::uint64_t package = 0;
  /// The members of that package that stand before its items, and of a small one all of them, as a
  /// JSON object; "" without one.
  std::string_view metadata;
};

/// Reads releases, records and projects one by one from inputs of any form: release, record and
/// project packages (OCDS 1.1, https://standard.open-contracting.org/1.1/en/schema/release_package/
/// and …/record_package/), items by themselves, lists of either, JSON Lines, texts one behind the
/// other, envelopes of portals; gzip, Zstandard, zip, folders and "-" (standard input).
///
/// Memory is bounded by the largest item. To be used from one thread at a time.
class Reader {
 public:
  /// Opens nothing yet. What is wrong with the inputs becomes a finding (rules `input.*` and
  /// `document.unrecognized`). `sink` must outlive the reader. Throws Error(usage) for
  /// options that cannot be used.
  Reader(const std::vector<std::string>& inputs, const ReadOptions& options, FindingSink& sink,
         Session session = {});
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The next item; false behind the last one, or when the session was cancelled. Throws
  /// Error(input) when a temporary file cannot be written.
  bool next(Item& item);

  /// The figures of the run, after next() answered false. `files_read` counts inputs in which there
  /// was an item or a well-formed JSON text.
  const Summary& summary() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace edca
