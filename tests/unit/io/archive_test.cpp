#include "catch.hpp"
#include "io/source.hpp"
#include "packed_files.hpp"

namespace edca::io::testing {
namespace {

/// "rule/variant" of the fault that listing ends with.
std::string listing_fault(const std::string& path) {
  try {
    list_members(path, "a.zip");
  } catch (const InputFault& fault) {
    return std::string(fault.rule.id()) + "/" + fault.variant;
  }
  return {};
}

std::vector<std::string> names(const std::vector<Input>& inputs) {
  std::vector<std::string> result;
  for (const Input& input : inputs) result.push_back(input.name);
  return result;
}

/// Where the n-th entry of the directory begins.
std::size_t directory_entry(const std::string& zip, int n = 0) {
  std::size_t at = zip.find("PK\1\2");
  for (; n > 0; --n) at = zip.find("PK\1\2", at + 1);
  return at;
}

std::size_t end_record(const std::string& zip) {
  return zip.rfind("PK\5\6");
}

/// A number as zips have them, the low byte first.
std::string number(std::uint64_t value, int bytes) {
  std::string text;
  for (; bytes > 0; --bytes, value >>= 8) text.push_back(static_cast<char>(value & 0xFF));
  return text;
}

/// The archive with other counts of entries in its end record.
std::string with_count(std::string zip, std::uint64_t count) {
  return zip.replace(end_record(zip) + 8, 4, number(count, 2) + number(count, 2));
}

/// The archive with the end records of zip64 before the old one, which defers to them.
std::string with_zip64_end(std::string zip, std::uint64_t count) {
  const std::size_t end = end_record(zip);
  const std::size_t directory = directory_entry(zip);
  const std::string record = "PK\6\6" + number(44, 8) + number(45, 2) + number(45, 2) +
                             number(0, 4) + number(0, 4) + number(count, 8) + number(count, 8) +
                             number(end - directory, 8) + number(directory, 8);
  const std::string locator = "PK\6\7" + number(0, 4) + number(end, 8) + number(1, 4);
  zip.replace(end + 8, 12, std::string(12, '\xff'));
  return zip.insert(end, record + locator);
}

}  // namespace

TEST_CASE("members come in the order of the archive, those that inputs are named like") {
  const TempFolder folder;
  const std::string path = write_zip(folder / "a.zip", {{"z.json", "1"},
                                                        {"b/", ""},
                                                        {"b/a.JSONL", "2"},
                                                        {"readme.txt", "no"},
                                                        {"b/c.ndjson", "3"},
                                                        {"inner.zip", "no"},
                                                        {"a.json.gz", gzip("4")},
                                                        {"a.jsonl.zst", zstd("5")},
                                                        {".hidden.json", "no"},
                                                        {"__MACOSX/._z.json", "no"},
                                                        {".git/x.json", "no"},
                                                        {"../up.json", "6"},
                                                        {"/abs.json", "7"},
                                                        {"./here.json", "8"},
                                                        {"json", "no"},
                                                        {".json", "no"}});
  std::vector<std::string> skipped;
  const std::vector<Input> members = list_members(path, "data/a.zip", &skipped);
  CHECK(skipped == std::vector<std::string>{"data/a.zip/readme.txt", "data/a.zip/inner.zip",
                                            "data/a.zip/json"});
  CHECK(names(members) == std::vector<std::string>{"data/a.zip/z.json", "data/a.zip/b/a.JSONL",
                                                   "data/a.zip/b/c.ndjson", "data/a.zip/a.json.gz",
                                                   "data/a.zip/a.jsonl.zst",
                                                   "data/a.zip/../up.json", "data/a.zip//abs.json",
                                                   "data/a.zip/./here.json"});
  std::string all;
  for (const Input& member : members) {
    CHECK(member.path == path);
    CHECK(member.packing == Packing::zip_member);
    CHECK(member.bytes > 0);
    const Outcome outcome = read_input(member);
    CHECK(outcome.what().empty());
    all += outcome.text;
  }
  CHECK(all == "12345678");
}

TEST_CASE("a member is streamed, stored or deflated") {
  const TempFolder folder;
  const std::string text = noise(1'000'000);
  const std::string path = write_zip(
      folder / "a.zip", {{"deflated.json", text}, {"stored.json", text, 0}, {"empty.json", ""}});
  const std::vector<Input> members = list_members(path, "a.zip");
  REQUIRE(members.size() == 3);
  CHECK(members[0].bytes < text.size());
  CHECK(members[1].bytes == text.size());
  for (const std::size_t step : {999u, 65'536u, 5'000'000u}) {
    for (std::size_t i = 0; i < 2; ++i) {
      const Outcome outcome = read_input(members[i], {}, step);
      CHECK(outcome.what().empty());
      CHECK((outcome.text == text));
    }
  }
  CHECK(read_input(members[2]).what().empty());
  CHECK(read_input(members[2]).text.empty());
  const auto source = open_member(members[1], {});
  drain(*source);
  CHECK(source->packed() == text.size());
  CHECK(drain(*source).text.empty());
}

TEST_CASE("a member is found by its name when its place is not known, the first of two") {
  const TempFolder folder;
  const std::string path =
      write_zip(folder / "a.zip", {{"a.json", "1"}, {"b.json", "2"}, {"b.json", "3"}});
  const std::vector<Input> members = list_members(path, "a.zip");
  REQUIRE(members.size() == 3);
  CHECK(read_input(members[1]).text == "2");
  CHECK(read_input(members[2]).text == "3");
  Input by_name = members[2];
  by_name.member_entry = 0;
  CHECK(read_input(by_name).text == "2");
  by_name.member = "B.json";
  CHECK(read_input(by_name).what() == "input.unreadable/missing");

  SECTION("an archive that was replaced meanwhile") {
    write_zip(path, {{"other.json", "1"}, {"b.json", "2"}, {"b.json", "3"}});
    CHECK(read_input(members[1]).what() == "input.unreadable/broken-zip");
    Input wild = members[1];
    wild.member_entry = UINT64_MAX - 5;
    CHECK(read_input(wild).what() == "input.unreadable/broken-zip");
  }
}

TEST_CASE("names are made UTF-8") {
  const TempFolder folder;
  const std::string path = write_zip(folder / "a.zip", {{"a\xa4o.json", "1"},
                                                        {"año.json", "2"},
                                                        {"ñ.json", "3", Z_DEFLATED, {}, true},
                                                        {"\xff.json", "4", Z_DEFLATED, {}, true},
                                                        {"b\\c.json", "5"}});
  const std::vector<Input> members = list_members(path, "z");
  CHECK(names(members) == std::vector<std::string>{"z/año.json", "z/año.json", "z/ñ.json",
                                                   "z/\uFFFD.json", "z/b/c.json"});
  std::string all;
  for (const Input& member : members) all += read_input(member).text;
  CHECK(all == "12345");
}

TEST_CASE("a name with a NUL is only a name") {
  const TempFolder folder;
  std::string zip = bytes_of(write_zip(folder / "a.zip", {{"aXb.json", "1"}, {"c.json", "2"}}));
  for (std::size_t at = zip.find("aXb"); at != std::string::npos; at = zip.find("aXb", at)) {
    zip[at + 1] = '\0';
  }
  const std::vector<Input> members = list_members(folder.write("b.zip", zip), "z");
  REQUIRE(members.size() == 2);
  CHECK(members[0].member == std::string("a\0b.json", 8));
  CHECK(read_input(members[0]).text == "1");
}

TEST_CASE("encrypted members and strange methods are named for what they are") {
  const TempFolder folder;
  const std::string path = write_zip(
      folder / "a.zip", {{"secret.json", "{}", Z_DEFLATED, "open sesame"}, {"open.json", "{}"}});
  const std::vector<Input> members = list_members(path, "a.zip");
  REQUIRE(members.size() == 2);
  CHECK(read_input(members[0]).what() == "input.unreadable/zip-encrypted");
  CHECK(read_input(members[1]).text == "{}");

  std::string zip = bytes_of(write_zip(folder / "b.zip", {{"a.json", "{}"}}));
  for (const char method : {char{9}, char{12}, char{93}}) {
    zip[directory_entry(zip) + 10] = method;
    const std::vector<Input> strange = list_members(folder.write("c.zip", zip), "c.zip");
    REQUIRE(strange.size() == 1);
    const Outcome outcome = read_input(strange[0]);
    CHECK(outcome.what() == "input.unreadable/zip-method");
    CHECK(outcome.argument("method") == std::to_string(int{method}));
  }
}

TEST_CASE("a zip that cannot be listed says why") {
  const TempFolder folder;
  CHECK(listing_fault(folder / "none.zip") == "input.unreadable/missing");
  CHECK(listing_fault(folder.path()) == "input.unreadable/is-folder");
  CHECK(listing_fault(folder.write("empty.zip", "")) == "input.unreadable/broken-zip");
  CHECK(listing_fault(folder.write("text.zip", noise(1000))) == "input.unreadable/broken-zip");
  CHECK(listing_fault(write_zip(folder / "none-in-it.zip", {})) == "input.unreadable/no-members");
  CHECK(listing_fault(write_zip(folder / "pdf.zip", {{"a.pdf", "x"}})) ==
        "input.unreadable/no-members");
  CHECK(listing_fault(write_zip(folder / "zip.zip", {{"a.zip", "x"}})) ==
        "input.unreadable/no-members");

  const std::string zip =
      bytes_of(write_zip(folder / "a.zip", {{"a.json", noise(200'000)}, {"b.json", "{}"}}));
  CHECK(listing_fault(folder.write("cut.zip", zip.substr(0, zip.size() / 2))) ==
        "input.truncated/zip");
  CHECK(listing_fault(folder.write("cut.zip", zip.substr(0, 4))) == "input.truncated/zip");
  std::string damaged = zip;
  damaged[directory_entry(zip, 1)] = 'X';
  CHECK(listing_fault(folder.write("damaged.zip", damaged)) == "input.unreadable/broken-zip");
}

TEST_CASE("an end record that contradicts the file is damage") {
  const TempFolder folder;
  const std::string zip = bytes_of(write_zip(folder / "a.zip", {{"a.json", "1"}, {"b.json", "2"}}));
  const std::size_t end = end_record(zip);
  const std::size_t directory = directory_entry(zip);
  const auto with = [&](std::size_t at, std::uint64_t value) {
    return folder.write("b.zip", std::string(zip).replace(at, 4, number(value, 4)));
  };
  CHECK(listing_fault(with(end + 12, end - directory)).empty());
  for (const std::uint64_t size : {std::uint64_t{1}, end - directory - 1, end + 1,
                                   std::uint64_t{0xFFFFFFFE}, std::uint64_t{0xFFFFFFFF}}) {
    CHECK(listing_fault(with(end + 12, size)) == "input.unreadable/broken-zip");
  }
  CHECK(listing_fault(with(end + 16, directory + 1)) == "input.unreadable/broken-zip");
  CHECK(listing_fault(with(end + 16, 0xFFFFFFFF)) == "input.unreadable/broken-zip");
  CHECK(listing_fault(with(directory + 42, 0xFFFFFFFF)) == "input.unreadable/broken-zip");
  CHECK(listing_fault(with(directory + 28, 0xFFFFFFFF)) == "input.unreadable/broken-zip");
  // A directory of no bytes holds no members, whatever the count says.
  CHECK(listing_fault(with(end + 12, 0)) == "input.unreadable/no-members");

  const std::string wide = with_zip64_end(zip, 2);
  const std::size_t locator = wide.rfind("PK\6\7");
  for (const std::uint64_t place : {std::uint64_t{0}, UINT64_MAX, std::uint64_t{wide.size()}}) {
    std::string wrong = wide;
    wrong.replace(locator + 8, 8, number(place, 8));
    CHECK(listing_fault(folder.write("c.zip", wrong)).empty());  // it is just before, too
    wrong[wide.rfind("PK\6\6")] = 'X';
    CHECK(listing_fault(folder.write("c.zip", wrong)) == "input.unreadable/broken-zip");
  }
}

TEST_CASE("bytes before the archive and a comment behind it do not matter") {
  const TempFolder folder;
  const std::string zip = bytes_of(write_zip(folder / "a.zip", {{"a.json", "1"}, {"b.json", "2"}}));
  for (const std::string& before : {std::string(), noise(100'000)}) {
    for (const std::string& comment : {std::string("PK\5\6"), std::string(65'535, 'c')}) {
      for (const bool wide : {false, true}) {
        std::string bytes = wide ? with_zip64_end(zip, 2) : zip;
        bytes.replace(bytes.size() - 2, 2, number(comment.size(), 2));
        const std::string path = folder.write("b.zip", before + bytes + comment);
        const auto members = list_members(path, "b.zip");
        REQUIRE(members.size() == 2);
        CHECK(read_input(members[0]).text == "1");
        CHECK(read_input(members[1]).text == "2");
      }
    }
  }
}

TEST_CASE("a damaged member gives what is whole, then the fault") {
  const TempFolder folder;
  const std::string text = noise(500'000);
  const std::string zip = bytes_of(
      write_zip(folder / "a.zip", {{"a.json", text}, {"b.json", text, 0}, {"c.json", "{}"}}));

  SECTION("a wrong checksum") {
    std::string damaged = zip;
    for (const std::size_t at : {zip.find("PK\3\4") + 14, directory_entry(zip) + 16}) {
      damaged[at] = static_cast<char>(damaged[at] ^ 1);
    }
    const auto members = list_members(folder.write("b.zip", damaged), "b.zip");
    for (const std::size_t step : {1000u, 2'000'000u}) {
      const Outcome outcome = read_input(members.at(0), {}, step);
      CHECK(outcome.what() == "input.unreadable/broken-zip");
      CHECK((outcome.text == text));
    }
    CHECK((read_input(members.at(1)).text == text));
  }
  SECTION("damage in the middle") {
    std::string damaged = zip;
    for (std::size_t i = 0; i < 2000; ++i) damaged[200'000 + i] = '\xff';
    const auto members = list_members(folder.write("b.zip", damaged), "b.zip");
    for (const std::size_t step : {1000u, 2'000'000u}) {
      const auto source = open(members.at(0), {});
      const Outcome outcome = drain(*source, step);
      CHECK(outcome.what() == "input.unreadable/broken-zip");
      CHECK(outcome.text.size() > 100'000);
      CHECK(drain(*source).what() == "input.unreadable/broken-zip");
    }
    CHECK(read_input(members.at(2)).text == "{}");
  }
  SECTION("sizes of directory and member differ") {
    std::string damaged = zip;
    damaged[directory_entry(zip) + 24] = static_cast<char>(damaged[directory_entry(zip) + 24] + 1);
    const auto members = list_members(folder.write("b.zip", damaged), "b.zip");
    CHECK(read_input(members.at(0)).what() == "input.unreadable/broken-zip");
  }
  SECTION("a size beyond what the member unpacks to") {
    std::string damaged = zip;
    for (const std::size_t at : {zip.find("PK\3\4") + 22, directory_entry(zip) + 24}) {
      damaged[at] = static_cast<char>(damaged[at] + 1);
    }
    const auto members = list_members(folder.write("b.zip", damaged), "b.zip");
    const Outcome outcome = read_input(members.at(0));
    CHECK(outcome.what() == "input.unreadable/broken-zip");
    CHECK((outcome.text == text));
  }
}

TEST_CASE("packed bytes that run past the end of the file are truncated") {
  const TempFolder folder;
  std::string zip = bytes_of(write_zip(folder / "a.zip", {{"a.json", noise(1000), 0}}));
  // A size of 16 MiB more, in the member and in the directory alike.
  for (const std::size_t at :
       {std::size_t{18}, std::size_t{22}, directory_entry(zip) + 20, directory_entry(zip) + 24}) {
    zip[at + 3] = 1;
  }
  const auto members = list_members(folder.write("b.zip", zip), "b.zip");
  const Outcome outcome = read_input(members.at(0));
  CHECK(outcome.what() == "input.truncated/zip");
}

TEST_CASE("random damage never does more than fail, in an archive too") {
  const TempFolder folder;
  const std::string zip =
      bytes_of(write_zip(folder / "a.zip", {{"a.json", noise(300)}, {"b.json", noise(30), 0}}));
  for (std::size_t i = 0; i < zip.size() * 2; ++i) {
    std::string damaged = zip;
    damaged[i / 2] = i % 2 == 0 ? '\xff' : static_cast<char>(damaged[i / 2] ^ (1 << i / 2 % 8));
    const std::string path = folder.write("b.zip", damaged);
    try {
      for (const Input& member : list_members(path, "b.zip")) {
        CHECK(read_input(member, {}, 50).text.size() < 400'000);
      }
    } catch (const InputFault& fault) {
      CHECK(fault.rule.id().starts_with("input."));
    }
  }
}

TEST_CASE("a bomb in a zip stops at the ratio, member by member") {
  const TempFolder folder;
  const std::string bomb(20'000'000, ' ');
  const std::string path = write_zip(
      folder / "a.zip",
      {{"a.json", "{}"}, {"bomb.json", bomb}, {"b.json", "[]"}, {"c.json.gz", gzip(bomb)}});
  const auto members = list_members(path, "a.zip");
  REQUIRE(members.size() == 4);
  const UnpackLimits limits = {200, 1u << 20};
  const Outcome outcome = read_input(members[1], limits);
  CHECK(outcome.what() == "input.ratio/");
  CHECK(outcome.argument("limit") == "200");
  CHECK(std::stoull(outcome.argument("ratio")) > 200);
  CHECK(outcome.text.size() > limits.free);
  CHECK(outcome.text.size() <= limits.free + 100'000);
  CHECK(read_input(members[1]).what().empty());
  CHECK(read_input(members[2], limits).text == "[]");
  CHECK(read_input(members[3], limits).what() == "input.ratio/");
}

TEST_CASE("a packed bomb in a packed member is held against the bytes of the archive") {
  const TempFolder folder;
  // 1 : 1000 twice, so that neither of the two is past its own free bytes and ratio.
  const std::string middle = gzip(std::string(50'000'000, ' '));
  const std::string path = write_zip(folder / "a.zip", {{"a.json.gz", middle}});
  const auto members = list_members(path, "a.zip");
  REQUIRE(members.at(0).bytes < middle.size() / 20);
  CHECK(read_input(members[0], {2000, 1u << 20}).what() == "input.ratio/");
}

TEST_CASE("more members than 16 bits count, each opened without a search") {
  const TempFolder folder;
  std::vector<ZipMember> many(70'000, {"", "", 0});
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].name = std::to_string(i) + ".json";
    many[i].text = std::to_string(i);
  }
  const std::string zip = bytes_of(write_zip(folder / "a.zip", many));
  const auto check = [&](const std::string& bytes) {
    const auto members = list_members(folder.write("b.zip", bytes), "b.zip");
    REQUIRE(members.size() == many.size());
    for (std::size_t i = 0; i < members.size(); i += 70) {
      if (read_input(members[i]).text != many[i].text) FAIL(members[i].name);
    }
    CHECK(read_input(members.back()).text == "69999");
  };
  SECTION("with zip64") {
    check(with_zip64_end(zip, many.size()));
  }
  SECTION("without, the count full") {
    check(with_count(zip, 0xFFFF));
  }
  SECTION("without, the count wrapped") {
    check(with_count(zip, many.size() % 0x10000));
  }
}

TEST_CASE("zip64: sizes of 64 bits in the extra field") {
  const TempFolder folder;
  const std::string text = noise(1000);
  std::string zip = bytes_of(write_zip(folder / "a.zip", {{"a.json", text, 0}, {"b.json", "2"}}));
  std::size_t entry = directory_entry(zip);
  const std::string extra = number(1, 2) + number(16, 2) + number(1000, 8) + number(1000, 8);
  zip.replace(entry + 20, 8, std::string(8, '\xff'));
  zip.replace(entry + 30, 2, number(extra.size(), 2));
  zip.insert(entry + 46 + 6, extra);
  const std::size_t end = end_record(zip);
  zip.replace(end + 12, 4, number(end - entry, 4));
  const auto members = list_members(folder.write("b.zip", zip), "b.zip");
  REQUIRE(members.size() == 2);
  CHECK(members[0].bytes == 1000);
  CHECK((read_input(members[0]).text == text));
  CHECK(read_input(members[1]).text == "2");
}

}  // namespace edca::io::testing
