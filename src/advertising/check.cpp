#include "advertising/check.hpp"

#include <algorithm>
#include <memory>

#include "advertising/file_checker.hpp"
#include "advertising/readme.hpp"

namespace edca::advertising {
namespace {

bool is_office(const TableFile& file) {
  return file.lineage == Lineage::back_office;
}

/// One archive.
class ArchiveCheck {
 public:
  ArchiveCheck(const Archive& archive, std::uint32_t today, Listener& listener)
      : archive_(archive), today_(today), listener_(listener) {
    for (const bool office : {false, true}) {
      if (std::ranges::any_of(archive.files, [office](const TableFile& file) {
            return file.table != nullptr && is_office(file) == office;
          }))
        indexes_[office ? 1 : 0] = std::make_unique<Index>(archive, office);
    }
  }

  void run() {
    check_readme(archive_, listener_);
    for (const TableFile& file : archive_.files) {
      if (listener_.cancelled()) return;
      listener_.begin(file.input);
      listener_.end(file.table == nullptr ? unknown(file) : known(file));
    }
  }

 private:
  FileFacts unknown(const TableFile& file) {
    Teller(file, listener_).tell_file("advertising.table-unknown");
    FileFacts facts;
    facts.kind = "other";
    facts.encoding = name(file.facts.encoding);
    facts.read = true;
    return facts;
  }

  FileFacts known(const TableFile& file) {
    tell_encoding(file);
    return FileChecker(file, *indexes_[is_office(file) ? 1 : 0], today_, listener_).run();
  }

  /// Of an export all files are written the same way.
  void tell_encoding(const TableFile& file) {
    const auto beside = [&](const TableFile& other) {
      return other.table != nullptr && is_office(other) == is_office(file);
    };
    if (file.facts.encoding != sheets::TextEncoding::utf8 ||
        std::ranges::none_of(archive_.files, [&](const TableFile& other) {
          return beside(other) && other.facts.encoding == sheets::TextEncoding::windows1252;
        }))
      return;
    if (holds_letters(file)) Teller(file, listener_).tell_file("advertising.encoding-mixed");
  }

  /// Whether a file has signs that tell UTF-8 from Latin-1.
  static bool holds_letters(const TableFile& file) {
    try {
      const auto source = io::open(file.input, {});
      std::string block(std::size_t{256} << 10, '\0');
      while (const std::size_t got = source->read(block.data(), block.size())) {
        if (std::any_of(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(got),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
          return true;
      }
    } catch (const io::InputFault&) {
      return false;
    }
    return false;
  }

  const Archive& archive_;
  std::uint32_t today_;
  Listener& listener_;
  std::unique_ptr<Index> indexes_[2];  ///< of the public files, and of the back office
};

}  // namespace

void check(const std::vector<Archive>& archives, std::uint32_t today, Listener& listener) {
  for (const Archive& archive : archives) {
    if (listener.cancelled()) return;
    ArchiveCheck(archive, today, listener).run();
  }
}

}  // namespace edca::advertising
