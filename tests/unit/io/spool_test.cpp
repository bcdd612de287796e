#include "io/spool.hpp"

#include <algorithm>

#include "catch.hpp"
#include "edca/error.hpp"
#include "unit/os/folder.hpp"

using edca::io::InputFault;
using edca::io::Source;
using edca::io::Spool;

namespace {

/// Gives a text in small pieces, and then a fault.
class Broken final : public Source {
 public:
  explicit Broken(std::string text) : text_(std::move(text)) {}
  std::size_t read(char* data, std::size_t size) override {
    if (at_ == text_.size()) throw InputFault("input.truncated", "gzip");
    const std::size_t got = text_.copy(data, std::min<std::size_t>(size, 7), at_);
    at_ += got;
    return got;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

/// What a source gives before its fault, and the fault's variant.
std::string all(Source& source) {
  std::string text;
  char bytes[5];
  try {
    while (const std::size_t got = source.read(bytes, sizeof bytes)) text.append(bytes, got);
  } catch (const InputFault& fault) {
    text += " " + fault.variant;
  }
  return text;
}

}  // namespace

TEST_CASE("what is spooled is read as often as asked, its fault behind it") {
  const test::Folder folder;
  Broken source("all of the rest");
  const auto spool = std::make_shared<Spool>(folder.path(), source);
  CHECK(folder.entries() == 0);
  CHECK(all(*spool->reader("first, ")) == "first, all of the rest gzip");
  CHECK(all(*spool->reader({})) == "all of the rest gzip");
}

TEST_CASE("a folder that is not there is named") {
  Broken source("x");
  try {
    const Spool spool("/no/such/folder", source);
    FAIL("made");
  } catch (const edca::Error& error) {
    CHECK(error.key() == "spill.open");
  }
}
