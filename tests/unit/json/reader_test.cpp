#include "json/reader.hpp"

#include "catch.hpp"
#include "unit/io/packed_files.hpp"

namespace edca::json::testing {
namespace {

using io::Input;
using io::testing::TempFolder;

/// A reader of packages in very small pieces, so that everything is walked.
ReaderOptions small_options(std::uint64_t item_limit = 1 << 20) {
  ReaderOptions options;
  options.chunk = 64;
  options.item_limit = item_limit;
  options.item_keys = {"releases"};
  options.text_keys = {"data"};
  options.decided = [](const Value& metadata) { return metadata.find("version") != nullptr; };
  options.is_item = [](const Value& metadata) { return metadata.find("ocid") != nullptr; };
  return options;
}

/// What comes of a text, a line for a unit: kind, pointer, text or fault, offset, line, column.
std::vector<std::string> units(const std::string& text, const ReaderOptions& options,
                               const std::string& name = "a.json") {
  const TempFolder folder;
  Input input;
  input.name = name;
  input.path = folder.write("input", text);
  Reader reader(input, options);
  Batch batch;
  std::vector<std::string> lines;
  while (reader.next(batch)) {
    for (const Unit& unit : batch.units) {
      std::string line;
      switch (unit.kind) {
        case Unit::Kind::text:
          line = "text " + unit.base + " " + std::string(unit.text);
          break;
        case Unit::Kind::item:
          line = "item " + unit.base + " " + std::string(unit.text);
          break;
        case Unit::Kind::envelope:
          line = std::string(unit.envelope->complete ? "envelope " : "incomplete ") +
                 unit.envelope->text + " " + std::to_string(unit.envelope->count);
          break;
        case Unit::Kind::fault:
          line = std::string(unit.fault.rule.id()) + " " + unit.fault.variant;
          break;
      }
      if (unit.kind != Unit::Kind::envelope) {
        CHECK(unit.place.offset < text.size() + 1);
        line += " @" + std::to_string(unit.place.offset) + ":" + std::to_string(unit.place.line) +
                ":" + std::to_string(unit.place.column);
      }
      lines.push_back(line);
    }
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a package larger than a chunk is cut into items and the rest of it") {
  const std::string space(100, ' ');
  const std::string text = "{ \"version\":1,\n \"releases\" : [{\"a\":1} ," + space +
                           "{\"b\":\n2}" + space + "] ,\n \"x\": 3 }\n";
  const std::size_t second = text.find("{\"b\"");
  const Lines lines = units(text, small_options());
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "item /releases/0 {\"a\":1} @30:2:16");
  CHECK(lines[1] == "item /releases/1 {\"b\":\n2} @" + std::to_string(second) +
                        ":2:" + std::to_string(second - text.find('\n')));
  CHECK(lines[2] == "envelope { \"version\":1,\n \"releases\" : [] ,\n \"x\": 3 } 2");
}

TEST_CASE("members behind the list are known before the first item") {
  const TempFolder folder;
  Input input;
  input.path = folder.write("a", "{\"releases\":[1,\"" + std::string(500, 'x') +
                                     "\"],\"version\":\"1.1\",\"uri\":\"u\"}");
  input.name = "a";
  const ReaderOptions options = small_options();
  Reader reader(input, options);
  Batch batch;
  REQUIRE(reader.next(batch));
  REQUIRE(batch.units[0].envelope);
  CHECK(batch.units[0].envelope->metadata.text("version") == "1.1");
  CHECK(batch.units[0].envelope->metadata.text("uri") == "u");
}

TEST_CASE("a record is one item, wherever its ocid stands") {
  const std::string filler(200, ' ');
  for (const std::string& text : {"{\"ocid\":\"o\",\"releases\":[{}" + filler + "]}",
                                  "{\"releases\":[{}" + filler + "],\"ocid\":\"o\"}"}) {
    CHECK(units(text, small_options()) == Lines{"text  " + text + " @0:1:1"});
  }
}

TEST_CASE("what is above the limit is one finding, and what stands around it is read") {
  const std::string x(3000, 'x');
  const auto options = small_options(1000);
  const std::string size = "input.size ";
  CHECK(units("{\"version\":1,\"releases\":[{\"a\":1},{\"b\":\"" + x + "\"},{\"c\":3}]}",
              options) == Lines{"item /releases/0 {\"a\":1} @25:1:26", size + " @33:1:34",
                                "item /releases/2 {\"c\":3} @3042:1:3043",
                                "envelope {\"version\":1,\"releases\":[]} 3"});
  CHECK(units("[{\"b\":\"" + x + "\"},{\"c\":3}]", options) ==
        Lines{size + " @1:1:2", "text /1 {\"c\":3} @3010:1:3011"});
  CHECK(units("{\"a\":1}\n{\"b\":\"" + x + "\"}\n{\"c\":3}\n", options) ==
        Lines{"text  {\"a\":1} @0:1:1", size + " @8:2:1", "text  {\"c\":3} @3017:3:1"});
}

TEST_CASE("what is above the limit and cannot be passed over ends the reading") {
  const std::string x(3000, 'x');
  const auto options = small_options(1000);
  CHECK(units("\"" + x + "\"", options) == Lines{"input.size  @0:1:1"});
  CHECK(units(std::string(3000, '1'), options) == Lines{"input.size  @0:1:1"});
  CHECK(units("{\"a\":\"" + x + "\"}", options) == Lines{"input.size  @1:1:2"});
  CHECK(units("{\"" + x + "\":1}", options) == Lines{"input.size  @1:1:2"});
  CHECK(units("{\"a\":1" + std::string(3000, ' ') + "}", options).size() == 1);
  CHECK(units("{\"version\":1,\"releases\":[1],\"a\":\"" + x + "\"}", options) ==
        Lines{"item /releases/0 1 @25:1:26", "input.size  @28:1:29",
              "incomplete {\"version\":1,\"releases\":[], 1"});
  CHECK(units("{\"version\":1,\"releases\":[{\"b\":\"" + x, options) ==
        Lines{"input.size  @25:1:26", "incomplete {\"version\":1,\"releases\":[ 0"});
}

TEST_CASE("an item in the same buffer as one above the limit stays what it was") {
  // The buffer has grown for the first, so that the second and the third are in it already.
  const std::string first = "{\"a\":\"" + std::string(900, 'a') + "\"}";
  const std::string second = "{\"b\":\"" + std::string(2000, 'b') + "\"}";
  const Lines lines =
      units("{\"version\":1,\"releases\":[" + first + "," + second + ",{}]}", small_options(1000));
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "item /releases/0 " + first + " @25:1:26");
  CHECK(lines[1].starts_with("input.size"));
}

TEST_CASE("commas with nothing before or behind them are told once a list") {
  CHECK(units("{\"version\":1,\"releases\":[,,,1,,2 3 4,]" + std::string(100, ' ') + "}",
              small_options()) ==
        Lines{"input.syntax trailing-comma @25:1:26", "item /releases/0 1 @28:1:29",
              "item /releases/1 2 @31:1:32", "input.syntax missing-comma @33:1:34",
              "item /releases/2 3 @33:1:34", "item /releases/3 4 @35:1:36",
              "envelope {\"version\":1,\"releases\":[]" + std::string(100, ' ') + "} 4"});
  const Lines last = units("[1" + std::string(100, ' ') + ",\n]", small_options());
  CHECK(last == Lines{"text /0 1 @1:1:2", "input.syntax trailing-comma @102:1:103"});
}

TEST_CASE("an input that ends inside of a value says so at its end") {
  const std::string deep(600, '[');
  CHECK(units("{\"a\":1", small_options()) == Lines{"input.truncated  @6:1:7"});
  CHECK(units("[{}\n,{", small_options()) == Lines{"text /0 {} @1:1:2", "input.truncated  @6:2:3"});
  CHECK(units("{\"version\":1,\"releases\":[{},{\"a", small_options()) ==
        Lines{"item /releases/0 {} @25:1:26", "input.truncated  @31:1:32",
              "incomplete {\"version\":1,\"releases\":[ 1"});
  CHECK(units(deep, small_options()) == Lines{"input.depth  @600:1:601"});
  CHECK(units("{\"a\":" + deep, small_options()) == Lines{"input.depth  @605:1:606"});
  CHECK(units("{\"a\":1}\n{\"b\":", small_options(), "a.jsonl") ==
        Lines{"text  {\"a\":1} @0:1:1", "input.truncated  @13:2:6"});
}

TEST_CASE("JSON Lines are told by the name or by two whole lines") {
  const auto options = small_options();
  const auto broken = [&](const std::string& name) {
    return units("{\"a\":1}\n{\"b\":\n{\"c\":1}\n", options, name);
  };
  const Lines lines = {"text  {\"a\":1} @0:1:1", "text  {\"b\": @8:2:1", "text  {\"c\":1} @14:3:1"};
  CHECK(broken("a.jsonl") == lines);
  CHECK(broken("A.NDJSON.GZ") == lines);
  CHECK(broken("a.json") == lines);
  // Concatenated texts, of which the first happens to stand on one line.
  CHECK(units("{\"a\":1}\n{\n\"b\":1}\n", options) ==
        Lines{"text  {\"a\":1} @0:1:1", "text  {\n\"b\":1} @8:2:1"});
  CHECK(units("{\n\"a\":1}\n{\"b\":1}\n", options, "a.jsonl") ==
        Lines{"text  {\n\"a\":1} @0:1:1", "text  {\"b\":1} @9:3:1"});
}

TEST_CASE("texts that share a line are units of their own, and that is told once") {
  const auto options = small_options();
  CHECK(units("[{\"a\":1}] [{\"b\":1}],[3]\n[4]\n", options, "a.jsonl") ==
        Lines{"text  [{\"a\":1}] @0:1:1", "input.syntax missing-line-break @10:1:11",
              "text  [{\"b\":1}] @10:1:11", "text  [3] @20:1:21", "text  [4] @24:2:1"});
  // A damaged list may seem to end early.
  const std::string damaged = R"([{"a":"x"y"}],["b":"]"}])";
  CHECK(units(damaged + "\n[4]\n", options, "a.jsonl").size() == 2);
  // Only of a long line: others are told by whoever parses them.
  CHECK(units("{\"a\":1} {\"b\":1}\n{}\n", options, "a.jsonl").size() == 2);
  const std::string many(1 << 18, ' ');
  auto whole = options;
  whole.chunk = 1 << 20;
  CHECK(units("{\"a\":1}" + many + "{\"b\":1}\n{}\n", whole, "a.jsonl").size() == 4);
}

TEST_CASE("UTF-16 and UTF-32 are told apart from a stray zero byte") {
  const auto options = small_options();
  const Lines wide = {"input.encoding utf16 @0:1:1"};
  using namespace std::string_literals;
  for (const std::string& text : {"\xFF\xFE{\0}\0"s, "\xFE\xFF\0{\0}"s, "{\0}\0"s, "\0{\0}"s,
                                  "{\0\0\0}\0\0\0"s, "\0\0\0{\0\0\0}"s}) {
    CHECK(units(text, options) == wide);
    CHECK(units(text, options, "a.jsonl") == wide);
  }
  CHECK(units("\0{}"s + "  ", options) != wide);
  CHECK(units("{\"\0\":1}"s, options) != wide);
}

TEST_CASE("the first bytes of a package that are not UTF-8 are told before its items") {
  const std::string name =
      "{\"version\":1,\n\"n\":\"ni\xF1o\",\"releases\":[\"\xF1\"" + std::string(100, ' ') + "]}";
  const Lines lines = units(name, small_options());
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "input.encoding latin1 @21:2:8");
  CHECK(lines[1].starts_with("item /releases/0 "));
}

// RFC 8259, 7: quotes inside a string are escaped
TEST_CASE("an element with a quote too few or too many does not hide those behind it") {
  const std::string good = "{\"ocid\":\"2\",\"b\":{\"c\":1}}";
  for (const std::string bad :
       {"{\"ocid\":\"1\",\"a\":\",\"b\":{\"c\":1}}", "{\"ocid\":\"1\",\"a\":\"5\" y\",\"b\":[{}]}",
        "{\"ocid\":\"1\",\"a\":\"x,\n\"b\":{\"c\":1}\n}", "{\"ocid\":\"1\",\"b\":{\"c\":1}"}) {
    CAPTURE(bad);
    for (const std::string after : {"", ",\"x\":3"}) {
      const Lines lines = units("{\"version\":1,\"releases\":[" + bad + "," + good + "," + bad +
                                    "," + good + "]" + after + "}",
                                small_options());
      REQUIRE(lines.size() == 5);
      CHECK(lines[0] == "item /releases/0 " + bad + " @25:1:26");
      CHECK(lines[1].starts_with("item /releases/1 " + good + " @"));
      CHECK(lines[2].starts_with("item /releases/2 " + bad + " @"));
      CHECK(lines[3].starts_with("item /releases/3 " + good + " @"));
      CHECK(lines[4] == "envelope {\"version\":1,\"releases\":[]" + after + "} 4");
    }
    const Lines array = units("[" + bad + "," + good + "]", small_options());
    REQUIRE(array.size() == 2);
    CHECK(array[1].starts_with("text /1 " + good));
  }
}

TEST_CASE("a mistake between the members of a package does not hide its items") {
  const Lines lines =
      units("{\"version\":1,\"license\":\"x,\"releases\":[{\"a\":1}" + std::string(100, ' ') + "]}",
            small_options());
  // Whoever looks at what stands around the items says that a quote is missing there.
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].starts_with("item /releases/0 {\"a\":1} @"));
  CHECK(lines[1] == "envelope {\"version\":1,\"license\":\"x,\"releases\":[]} 1");
  const Lines colon = units(
      "{\"version\" 1,\"license\" \"x\",\"releases\":[{\"a\":1}" + std::string(100, ' ') + "]}",
      small_options());
  REQUIRE(colon.size() == 3);
  CHECK(colon[0].starts_with("input.syntax missing-colon"));
  CHECK(colon[1].starts_with("item /releases/0 {\"a\":1} @"));
}

TEST_CASE("a bracket too many or too few does not hide what stands behind it") {
  const std::string space(100, ' ');
  const Lines surplus =
      units("{\"version\":1,\"releases\":[{\"a\":1}},{\"a\":2}" + space + "]}", small_options());
  REQUIRE(surplus.size() == 4);
  CHECK(surplus[1] == "input.syntax other @32:1:33");
  CHECK(surplus[2].starts_with("item /releases/1 {\"a\":2} @"));
  CHECK(surplus[3] == "envelope {\"version\":1,\"releases\":[]} 2");
  const Lines missing =
      units("{\"version\":1,\"releases\":[{\"a\":1}" + space + "}", small_options());
  REQUIRE(missing.size() == 3);
  CHECK(missing[1].starts_with("input.syntax other @"));
  CHECK(missing[2].starts_with("incomplete "));
}

TEST_CASE("what is damaged to its end is not called cut short") {
  const Lines lines =
      units("{\"version\":1,\"releases\":[{},{\"a\":\"x\" y, \"b" + std::string(100, ' '),
            small_options());
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].starts_with("item /releases/1 {\"a\":\"x\" y, \"b"));
  CHECK(lines[2].starts_with("incomplete "));
}

TEST_CASE("a byte order mark where files were joined is told and passed over") {
  const std::string mark = "\xEF\xBB\xBF";
  CHECK(units("{\"a\":1}" + mark + "{\n\"b\":1}", small_options()) ==
        Lines{"text  {\"a\":1} @0:1:1", "input.bom inside @7:1:8", "text  {\n\"b\":1} @10:1:9"});
  const Lines lines = units("{\"a\":1}\n{\"b\":1}\n" + mark + "{\"c\":1}\n", small_options());
  REQUIRE(lines.size() == 4);
  CHECK(lines[2].starts_with("input.bom inside @16:3:1"));
  CHECK(lines[3].starts_with("text  {\"c\":1} @19:3:2"));
}

}  // namespace edca::json::testing
