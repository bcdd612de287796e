#include "portal/archive.hpp"

#include "catch.hpp"
#include "io/inputs.hpp"
#include "io/source.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::TempFolder;
using edca::portal::Deflater;
using edca::portal::Packer;

std::string sample() {
  std::string text;
  for (unsigned at = 0; at < 300'000; ++at) text += std::to_string(at * 7919 % 10007) + "\n";
  return text;
}

/// What the project's own reader finds in a packed file, and the name it has.
std::pair<std::string, std::string> unpack(const std::string& path) {
  const edca::io::InputList list = edca::io::expand({path});
  REQUIRE(list.problems.empty());
  REQUIRE(list.inputs.size() == 1);
  const auto source = edca::io::open(list.inputs.front(), {});
  std::string text;
  char buffer[10'000];
  while (const std::size_t size = source->read(buffer, sizeof buffer)) text.append(buffer, size);
  return {list.inputs.front().name, text};
}

std::string joined(const edca::portal::Pieces& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

}  // namespace

TEST_CASE("what is packed as gzip can be read again, and has no time in it") {
  const TempFolder folder;
  const std::string text = sample();
  for (const std::size_t piece : {text.size(), std::size_t{997}}) {
    Deflater packer(Deflater::Form::gzip);
    for (std::size_t at = 0; at < text.size(); at += piece) packer.add(text.substr(at, piece));
    const std::string packed = joined(packer.finish());
    CHECK(packed.substr(4, 4) == std::string(4, '\0'));
    CHECK(packed.size() < text.size() / 2);
    CHECK(unpack(folder.write("a.jsonl.gz", packed)).second == text);
  }
}

TEST_CASE("a zip can be read again, with the date that it was given") {
  const TempFolder folder;
  const std::string text = sample();
  Deflater packer(Deflater::Form::raw);
  packer.add(text);
  CHECK(packer.packed() > 0);
  const std::string packed =
      joined(edca::portal::zip(packer, "data.json", "2025-03-02T10:20:31-06:00"));
  const auto [name, read] = unpack(folder.write("a.zip", packed));
  CHECK(name.ends_with("a.zip/data.json"));
  CHECK(read == text);
  // 10:20:30, 2 March 2025, as MS-DOS writes it.
  CHECK(packed.substr(10, 4) == std::string("\x8f\x52\x62\x5a"));
}

TEST_CASE("a zip without a usable date has the first that a zip can have") {
  for (const char* date : {"", "ayer", "1979-12-31T23:59:59Z", "2108-01-01T00:00:00Z"}) {
    Deflater packer(Deflater::Form::raw);
    packer.add("{}");
    CHECK(joined(edca::portal::zip(packer, "a", date)).substr(10, 4) ==
          std::string("\0\0\x21\0", 4));
  }
}

TEST_CASE("an empty text can be packed") {
  const TempFolder folder;
  Deflater gzip(Deflater::Form::gzip);
  CHECK(unpack(folder.write("a.jsonl.gz", joined(gzip.finish()))).second.empty());
  Deflater zip(Deflater::Form::raw);
  CHECK(unpack(folder.write("a.zip", joined(edca::portal::zip(zip, "a.json", "")))).second.empty());
}

TEST_CASE("a packer on a thread of its own gives the same, and knows when it is full") {
  const std::string text = sample();
  for (const std::size_t piece : {std::size_t{997}, std::size_t{100'000}, text.size()}) {
    Deflater plain(Deflater::Form::gzip);
    Packer alone(Deflater::Form::gzip, {});
    Packer threaded(Deflater::Form::gzip, {2});
    for (std::size_t at = 0; at < text.size(); at += piece) {
      const std::string part = text.substr(at, piece);
      plain.add(part);
      alone.add(part);
      threaded.add(part);
      for (const std::uint64_t most :
           {plain.packed() - 1, plain.packed(), std::uint64_t{400'000}}) {
        INFO(at << " " << most);
        REQUIRE(alone.exceeds(most) == (plain.packed() > most));
        REQUIRE(threaded.exceeds(most) == (plain.packed() > most));
      }
    }
    const std::string packed = joined(plain.finish());
    CHECK(packed.size() > 400'000);
    CHECK(joined(threaded.settle().finish()) == packed);
    CHECK(joined(alone.settle().finish()) == packed);
  }
}

TEST_CASE("a packer may be left in the middle of its work") {
  Packer packer(Deflater::Form::raw, {2});
  packer.add(sample());
  packer.add(sample());
}
