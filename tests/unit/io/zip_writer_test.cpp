#include "io/zip_writer.hpp"

#include <string>

#include "catch.hpp"
#include "unit/io/packed_files.hpp"

namespace {

using edca::io::testing::bytes_of;
using edca::io::testing::TempFolder;

void write(const std::string& path, const std::string& second) {
  edca::io::Output output(path, false);
  edca::io::ZipWriter zip(output);
  zip.begin("a.json");
  zip.end();
  zip.begin("ñ/b.json");
  for (std::size_t at = 0; at < second.size(); at += 70000) zip.write(second.substr(at, 70000));
  zip.end();
  zip.finish();
  output.commit();
}

}  // namespace

TEST_CASE("members of a zip that was written come back, the same bytes each time") {
  const TempFolder folder;
  std::string second;
  for (int at = 0; at < 100000; ++at) second += std::to_string(at * 7919);
  write(folder / "one.zip", second);
  write(folder / "two.zip", second);
  CHECK(bytes_of(folder / "one.zip") == bytes_of(folder / "two.zip"));
  const auto members = edca::io::list_members(folder / "one.zip", "one.zip");
  REQUIRE(members.size() == 2);
  CHECK(members[1].member == "ñ/b.json");
  std::string read(second.size() + 1, '\0');
  std::size_t size = 0;
  const auto source = edca::io::open(members[1], {});
  while (const std::size_t got = source->read(read.data() + size, read.size() - size)) size += got;
  CHECK(read.substr(0, size) == second);
  CHECK(edca::io::open(members[0], {})->read(read.data(), 1) == 0);
}
