#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "json/value.hpp"
#include "legacy/draft.hpp"
#include "legacy/layout.hpp"
#include "legacy/layout_file.hpp"
#include "legacy/map_check.hpp"
#include "legacy/records.hpp"
#include "legacy/row_shape.hpp"
#include "legacy/s6_repair.hpp"
#include "legacy/tree.hpp"
#include "legacy/values.hpp"
#include "rows/fields.hpp"
#include "rows/values.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

using namespace edca::legacy;

namespace {

/// A text that comes in pieces of some bytes.
class Pieces final : public edca::io::Source {
 public:
  Pieces(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}
  std::size_t read(char* data, std::size_t size) override {
    const std::size_t got = text_.copy(data, std::min(size, piece_), at_);
    at_ += got;
    return got;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

constexpr const char* readings = "wjqcb";

/// Columns by a letter each: t a text, d a date, n an amount.
class Columns {
 public:
  explicit Columns(std::string_view letters)
      : known_(letters.size()), zone_("America/Mexico_City") {
    for (std::size_t at = 0; at < letters.size(); ++at)
      known_[at].kind = letters[at] == 'd'   ? Kind::date
                        : letters[at] == 'n' ? Kind::amount
                                             : Kind::text;
  }
  RowShape shape() const {
    std::vector<const LayoutColumn*> columns;
    for (const LayoutColumn& each : known_) columns.push_back(&each);
    return RowShape(columns, zone_, '.');
  }

 private:
  std::vector<LayoutColumn> known_;
  edca::rows::Zone zone_;
};

/// Records as "w1:a|b": how each was read, its line, its cells. `spare`: empty headings at the end.
std::vector<std::string> read(const std::string& text, std::string_view letters,
                              const std::vector<std::string>& begins = {}, std::size_t piece = 7,
                              std::size_t spare = 0) {
  CsvRecords records(std::make_unique<Pieces>(text, piece), ',');
  const Columns columns(letters);
  const RowShape shape = columns.shape();
  records.expect({letters.size(), letters.size() + spare, begins, &shape});
  std::vector<std::string> all;
  Record record;
  while (records.next(record)) {
    std::string line(1, readings[static_cast<std::size_t>(record.reading)]);
    line += std::to_string(record.line) + ":";
    for (const std::string_view cell : record.cells) line.append(cell).append("|");
    line.pop_back();
    all.push_back(line);
  }
  return all;
}

std::string date_of(std::string_view text) {
  const edca::rows::Value value = read_legacy_date(text, edca::rows::Zone("America/Mexico_City"));
  return value.wrong ? "wrong" : value.text;
}

}  // namespace

TEST_CASE("records of damaged CSV are told by the number of their fields and by what proves it") {
  using Lines = std::vector<std::string>;
  for (const std::size_t piece : {1u, 5u, 1000u}) {
    CHECK(read("a,b\r\n\n\"x \"\"y\"\"\",\"1\n2\"\n", "tt", {}, piece) ==
          Lines{"w1:a|b", "w3:x \"y\"|1\n2"});
    CHECK(read("a,say \"no\" now,c\n", "ttt", {}, piece) == Lines{"w1:a|say \"no\" now|c"});
    CHECK(read("a,\"say \"no\" now\",c\n", "ttt", {}, piece) == Lines{"w1:a|say \"no\" now|c"});
    CHECK(read("a,one\ntwo,7\nd,e,8", "ttn", {}, piece) == Lines{"j1:a|one\ntwo|7", "w3:d|e|8"});
    CHECK(read("a,b\nc,d,e\n", "ttt", {}, piece) == Lines{"b1:a|b", "w2:c|d|e"});
    CHECK(read("a,b,c,d\nc,d,e\n", "ttt", {}, piece) == Lines{"b1:a|b|c|d", "w2:c|d|e"});
    CHECK(read("GE,\"open,c\nGE,e,f\n", "ttt", {"GE"}, piece) ==
          Lines{"q1:GE|\"open|c", "w2:GE|e|f"});
    CHECK(read("\xEF\xBB\xBFsep=,\na,b\n", "tt", {}, piece) == Lines{"w2:a|b"});
  }
  // Many lines after a quote that is never closed are not read again and again.
  std::string hostile;
  for (int line = 0; line < 20000; ++line) hostile += "\"a\n";
  CHECK(read(hostile, "ttt", {}, 1 << 16).size() == 20000);
}

TEST_CASE("long files are read as those that come byte by byte") {
  const std::vector<std::string> rows = {"a,b,c\n",
                                         "\"a\",\"b, c\",\"d \"\"e\"\"\"\r\n",
                                         "a,\"say \"no\" now\",c\n",
                                         "a,b\n",
                                         "a,b,c,d\n",
                                         "a,\"one\ntwo\",c\n",
                                         "\"\",\"\"\"\",,\n",
                                         "\n",
                                         "á,q\"r,\"open\n"};
  std::string text;
  for (std::size_t at = 0; text.size() < 600'000; ++at)
    text += rows[at % 5 == 0 ? at / 5 % 9 : at % 2];
  const std::vector<std::string> slow = read(text, "ttt", {}, 1);
  REQUIRE(slow.size() > 10'000);
  for (const std::size_t piece : {std::size_t{100}, std::size_t{4096}, std::size_t{1} << 20})
    CHECK((read(text, "ttt", {}, piece) == slow));
}

TEST_CASE("texts become JSON as they are written everywhere") {
  std::vector<std::string> texts = {"",         "a",         "\"",          "\\",  "\n",   "ñandú",
                                    "\x1F",     "\xC3",      "\xE2\x82",    "€",   "\x7F", "a\0b",
                                    "12345678", "1234567\"", "\"2345678\"", "\xFF"};
  for (std::size_t size = 1; size < 40; ++size) {
    texts.push_back(std::string(size, 'x'));
    for (const char* const sign : {"\"", "\\", "\t", "é", "\xC3"}) {
      texts.push_back(std::string(size, 'x') + sign);
      texts.push_back(std::string(size / 2, 'x') + sign + std::string(size - size / 2, '"'));
    }
  }
  Arena arena;
  Pen pen;
  std::string all;
  for (const std::string& text : texts) {
    std::string expected;
    edca::json::write_string(text, expected);
    CHECK(arena.quoted(text) == expected);
    CHECK(arena.join({text, "-", text}) == text + "-" + text);
    pen.add(text).add(',');
    all += text + ",";
  }
  CHECK((pen.view() == all));
}

TEST_CASE("short lines are one record only where that is proven, else both are told") {
  using Lines = std::vector<std::string>;
  // Nothing tells.
  CHECK(read("a,one\ntwo,c\n", "ttt") == Lines{"b1:a|one", "b2:two|c"});
  // Two records that lack their ends; as one, a text would be a date.
  CHECK(read("P1,x\nP2,y,2020-01-01\n", "ttdn") == Lines{"b1:P1|x", "b2:P2|y|2020-01-01"});
  // The second line may be the beginning of a record of its own.
  CHECK(read("P1,x\n2020-01-01,2020-01-02,5\n", "ddtdn") ==
        Lines{"b1:P1|x", "b2:2020-01-01|2020-01-02|5"});
  // One line is a whole record.
  CHECK(read("P1\nP2,x,2020-01-01\n", "ttd") == Lines{"b1:P1", "w2:P2|x|2020-01-01"});
  // A quote that is not closed does not take the next record with it.
  CHECK(read("P1,\"open,5,c\nP2,\"closed\",6,d\n", "ttnt") ==
        Lines{"q1:P1|\"open|5|c", "w2:P2|closed|6|d"});
}

TEST_CASE("records that are too wide are put together where there is one way only") {
  using Lines = std::vector<std::string>;
  CHECK(read("P1,a, b,5,c\n", "ttnt") == Lines{"b1:P1|a| b|5|c"});  // P1,a or a, b
  CHECK(read("5,a, b, c,2020-01-01\n", "ntd") == Lines{"c1:5|a, b, c|2020-01-01"});
  CHECK(read("5,a, b\n", "nt") == Lines{"c1:5|a, b"});
  CHECK(read("5,\"a\", b,6\n", "ntn") == Lines{"b1:5|\"a\"| b|6"});  // quotes: not one text
  CHECK(read("5,a, b,x\n", "ntn") == Lines{"b1:5|a| b|x"});
  // A separator of thousands without quotes leads to no other amount.
  CHECK(read("P1,Luz,1,500\n", "ttn") == Lines{"b1:P1|Luz|1|500"});
  CHECK(read("P1,Luz,$12,345,678.90\n", "ttn") == Lines{"b1:P1|Luz|$12|345|678.90"});
  // Headings that are empty at the end, and delimiters behind a row that is whole.
  CHECK(read("5,a,6,,\n5,a,6\n", "ntn", {}, 7, 2) == Lines{"w1:5|a|6||", "w2:5|a|6"});
  CHECK(read("5,a,6,,\n", "ntn") == Lines{"c1:5|a|6"});
}

TEST_CASE("what says that there is no number is none") {
  for (const char* const none :
       {"S/N", "s/n", "N/A", "NA", "N.A.", "Sin número", "SIN NUMERO", "-", "--", "0", "000", ".",
        "Pendiente", "No aplica", "ND", "#REF!", "#N/A"})
    CHECK(is_no_number(none));
  for (const char* const number : {"1", "N1", "LA-1-N/A", "S/N-2024", "001", "XX", "Ñ", "NA-2"})
    CHECK_FALSE(is_no_number(number));
}

TEST_CASE("dates of earlier systems are local, whatever they say of their zone") {
  CHECK(date_of("2012-06-14 00:00:00 GMT") == "2012-06-14T00:00:00-05:00");
  CHECK(date_of("2019-01-31 00:00:00 GMT") == "2019-01-31T00:00:00-06:00");
  CHECK(date_of("2023-06-14") == "2023-06-14T00:00:00-06:00");
  CHECK(date_of("28/07/17") == "2017-07-28T00:00:00-05:00");
  CHECK(date_of("05/04/2023") == "2023-04-05T00:00:00-06:00");
  CHECK(date_of("2019/05/0710:30") == "2019-05-07T10:30:00-05:00");
  CHECK(date_of("2018/3/5 9:30") == "2018-03-05T09:30:00-06:00");
  CHECK(date_of("2525-01-01") == "wrong");
  CHECK(date_of("31/02/2020") == "wrong");
  CHECK(date_of("mañana") == "wrong");
}

TEST_CASE("values of earlier systems") {
  const auto method = read_method("ADJUDICACIÓN  DIRECTA por Montos Máximos");
  REQUIRE(method);
  CHECK(method->code == "direct");
  CHECK(method->name == "Adjudicación directa");
  CHECK(method->reason == "por Montos Máximos");
  CHECK(read_method("Invitación a Cuando Menos 3 Personas")->code == "selective");
  CHECK(read_method("Contrato Específico")->code.empty());
  CHECK_FALSE(read_method("Convenios varios"));
  CHECK(known_value("scale", " NO  MIPYME")->front() == "large");
  CHECK(known_value("scale", "gigante") == nullptr);
  CHECK(read_rfc("jdn-150312-ab1") == "JDN150312AB1");
  CHECK(read_rfc("ñan 150312 ab1") == "ÑAN150312AB1");
  CHECK(read_rfc("XAXX010101000").empty());
  CHECK(read_rfc("EXT190501US001").empty());
  CHECK(slug("Jeringas del Norte, S.A. de C.V.") == "jeringas-del-norte-sa-de-cv");
  CHECK(slug("¿?").empty());
  CHECK(is_placeholder("0.010"));
  CHECK(is_placeholder("0"));
  CHECK_FALSE(is_placeholder("0.02"));
  CHECK(additional_name("Número de anexo") == "x_numeroDeAnexo");
  CHECK(later("2020-10-24T23:30:00-05:00", "2020-10-24T23:00:00-06:00") ==
        "2020-10-24T23:00:00-06:00");
  CHECK(split_codes("22102, 22103;22102") == std::vector<std::string_view>{"22102", "22103"});
}

TEST_CASE("layouts are told by their headings, twice the same by their order") {
  const auto found = [](std::vector<std::string_view> headings) {
    const auto match = edca::legacy::match(headings, layouts());
    return match ? match->layout->name : std::string("none");
  };
  CHECK(found({"a", "b"}) == "none");
  CHECK(found({"", "SIGLAS", "NUMERO_EXPEDIENTE", "CODIGO_CONTRATO"}) == "compranet-b1");
  CHECK(found({"rfc", "Institución", "Importe DRC", "Descripción excepción"}) == "comprasmx-21");
  for (const Layout& layout : layouts()) {
    std::vector<std::string_view> headings;
    for (const LayoutColumn& column : layout.columns) headings.push_back(column.heading);
    const auto match = edca::legacy::match(headings, layouts());
    REQUIRE(match);
    CHECK(match->layout == &layout);
    for (std::size_t at = 0; at < match->columns.size(); ++at) CHECK(match->columns[at] == at);
  }
}

TEST_CASE("every column of a layout leads to a place that EDCA-MX has") {
  const edca::schema::Catalog catalog;
  const edca::schema::Profile profile(catalog,
                                      edca::schema::profile_named(catalog, "edca-mx", "auto"));
  const edca::rows::Fields fields(profile.plan("release"));
  REQUIRE(layouts().size() == 9);
  for (const Layout& layout : layouts()) {
    for (const MapFault& fault : find_map_faults(layout, fields)) {
      const LayoutColumn& column = layout.columns[fault.column];
      INFO(layout.name + ": " + column.heading + " " + std::string(fault.key));
      CHECK(column.heading.empty());
    }
  }
  const auto faults = [&](const std::string& columns) {
    const Layout layout = read_layout("columns = [" + columns + "]", "m.toml");
    std::string all;
    for (const MapFault& each : find_map_faults(layout, fields))
      all += std::string(each.key).substr(12) + std::to_string(each.column) + " " + each.suggestion;
    return all;
  };
  CHECK(faults("['A','tender/id','procedure'],['B','contracts[]/value/amount','amount']").empty());
  CHECK(faults("['A','tender/titel']") == "place0 tender/title");
  CHECK(faults("['A','contracts/value/amount','amount']") == "place0 contracts[]/value/amount");
  CHECK(faults("['A','parties[supplier]/nmae']") == "place0 parties[supplier]/name");
  CHECK(faults("['A','bogus/x_nota','keep']") == "place0 ");
  CHECK(faults("['A','tender/x_nota/y']") == "place0 ");
  CHECK(faults("['A','tender/x_nota','keep']").empty());
  CHECK(faults("['A','tender/title','keep']") == "kind0 ");
  CHECK(faults("['A','contracts[]/value/amount']") == "kind0 ");
  CHECK(faults("['A','tender/title','date']") == "kind0 ");
  CHECK(faults("['A','contracts[]/title'],['B','contracts[]/title']") == "twice1 ");
  CHECK(faults("['A','contracts[]/title'],['B','contracts[]/title','text','fallback']").empty());
}

TEST_CASE("maps that are wrong are refused with their line or entry") {
  const auto refused = [](std::string_view text) {
    try {
      read_layout(text, "m.toml");
    } catch (const edca::Error& error) {
      return error.key() + " " + error.arguments().back().second;
    }
    return std::string("taken");
  };
  CHECK(refused("a = [") == "convert.map-syntax 1");
  CHECK(refused("colums = []") == "convert.map-entry colums");
  CHECK(refused("name = 'a'") == "convert.map-entry columns");
  CHECK(refused("columns = [['A']]") == "convert.map-entry columns, 1");
  CHECK(refused("columns = [['A', 'tender//id']]") == "convert.map-entry tender//id");
  CHECK(refused("columns = [['A', 'tender/id', 'numbr']]") == "convert.map-entry numbr");
  CHECK(refused("columns = [['A', 'tender/id']]") == "taken");
}

TEST_CASE("what rows say of one thing is put together, and what differs is told") {
  Tree tree;
  Arena arena;
  const auto spot = [&](std::vector<std::string> keys) { return tree.add(keys); };
  const Tree::Spot title = spot({"tender", "title"});
  const Tree::Spot status = spot({"tender", "status"});
  const Tree::Spot amount = spot({"tender", "value", "amount"});
  const Tree::Spot ways = spot({"tender", "submissionMethod"});
  const Tree::Spot id = spot({"tender", "documents[]", "id"});
  const Tree::Spot type = spot({"tender", "documents[]", "documentType"});
  const Tree::Spot url = spot({"tender", "documents[]", "url"});
  const Tree::Spot page = spot({"tender", "documents[]", "x_page"});
  CHECK(spot({"tender", "title"}).slot == title.slot);
  std::vector<std::string> told;
  const Total::Differs differs = [&](const std::string& place) { told.push_back(place); };
  Total total;
  const auto add = [&](std::vector<std::pair<Tree::Spot, const char*>> values) {
    Part part;
    for (const auto& [where, value] : values) part.set(where, value);
    total.add(part, tree, arena, {}, differs);
  };
  add({{title, "\"A\""},
       {amount, "1.0"},
       {ways, R"(["x"])"},
       {id, "\"n\""},
       {type, "\"n\""},
       {url, "\"u1\""}});
  add({{title, "\"B\""},
       {status, "\"active\""},
       {amount, "1"},
       {ways, R"(["y","x"])"},
       {id, "\"n\""},
       {type, "\"n\""},
       {url, "\"u2\""}});
  add({{title, "\"á\""},
       {amount, "2"},
       {id, "\"n\""},
       {type, "\"n\""},
       {url, "\"u2\""},
       {page, "\"7\""}});
  Pen text;
  text.add('{');
  tree.write(total.finish(tree, arena), text);
  CHECK(
      text.view() ==
      R"({"tender":{"title":"A","status":"active","value":{"amount":1.0},"submissionMethod":["x","y"],)"
      R"("documents":[{"id":"n","documentType":"n","url":"u1"},)"
      R"({"id":"n-2","documentType":"n","url":"u2","x_page":"7"}]})");
  CHECK(told == std::vector<std::string>{"tender/title", "tender/value/amount"});
  total.clear();
  text.cut(1);
  tree.write(total.finish(tree, arena), text);
  CHECK(text.view() == "{");
}

TEST_CASE("texts are told apart by themselves, few or many") {
  Index index;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t at = 0; at < 3000; ++at) {
      CHECK(index.find(std::to_string(at)) == Index::none);
      CHECK(index.add(std::to_string(at)) == at);
    }
    for (std::size_t at = 0; at < 3000; ++at) CHECK(index.find(std::to_string(at)) == at);
    index.clear();
  }
}

TEST_CASE("dates and amounts in the usual forms are read as all others are") {
  const edca::rows::Zone zone("America/Mexico_City");
  for (const char* const text :
       {"2019-04-07", "2019-04-07 01:59", "2019-04-07 02:00:00 GMT", "2022-10-30 01:59:59",
        "31/12/2024", "29/02/2023", "29/02/2024", "2025-02-30", "1969-12-31", "2101-01-01",
        "2024-13-01", "28/07/2017 23:30", "2019/05/0710:30", "12/31/2024", "mañana",
        "2024-01-01 24:00"}) {
    INFO(text);
    const edca::rows::Value slow = read_legacy_date(text, zone);
    CHECK(read_moment(text, zone).text == (slow.wrong ? "" : slow.text));
  }
  CHECK(read_moment("1969-12-31 18:00", zone).seconds ==
        read_moment("01/01/1970", zone).seconds - 21600);
  CHECK(read_moment("2020-10-24 23:30", zone).seconds <
        read_moment("2020-10-25 03:00", zone).seconds);
  for (const char* const text :
       {"1", "1.5", "$1,234.50", "1,234", "12,34", "1234,567", "1,234,5678", "01", "0.5", "-1",
        "1.", ".5", "1.5.2", "$ 1", "mil", "1e3", "999,999,999.999", "1,,234"}) {
    INFO(text);
    const edca::rows::Value slow = edca::rows::read_number(text, false, '.');
    CHECK(read_amount(text) == (slow.wrong ? "" : slow.json));
  }
}

TEST_CASE("what System 6 writes is mended where there is one way") {
  std::vector<std::string> heard;
  S6Repair repair([&](std::string_view kind, const std::string& member) {
    heard.push_back(std::string(kind) + " " + member);
  });
  const auto mended = [&](const char* text) {
    heard.clear();
    edca::json::Value release = edca::json::parse(text, "release");
    repair.run(release, false, "2030-01-01T00:00:00Z");
    return edca::json::write(release);
  };
  constexpr const char* around =
      R"("date":"2024-01-01T00:00:00Z","tag":["tender"],"language":"es",)"
      R"("initiationType":"tender","buyer":{"id":"b"})";
  const std::string whole = R"({"ocid":"o","id":"i",)" + std::string(around);
  CHECK(mended((whole + "}").c_str()) == whole + "}");
  CHECK(heard.empty());
  CHECK(
      mended((whole + R"(,"tender":{"items":[{"id":7},{"id":7},{"id":8},{"description":"d"}]}})")
                 .c_str()) ==
      whole +
          R"(,"tender":{"items":[{"id":"item-1"},{"id":"item-2"},{"id":8},{"description":"d","id":"item-4"}]}})");
  CHECK(mended((whole +
                R"(,"planning":{"budget":{"value":{"amount":"1e400"}},"x":[{"quantity":"3 kg"}]}})")
                   .c_str()) ==
        whole + R"(,"planning":{"budget":{"amount":{"amount":1e400}},"x":[{"quantity":"3 kg"}]}})");
  CHECK(heard == std::vector<std::string>{"renamed value", "number amount"});
  // New ids are none that the list has.
  CHECK(mended((whole + R"(,"tender":{"items":[{"id":"item-2"},{"id":7},{"id":7}]}})").c_str()) ==
        whole + R"(,"tender":{"items":[{"id":"item-2"},{"id":"item-4"},{"id":"item-3"}]}})");
  // What a contract says of its award stays; the award takes the id that it lacks from there.
  CHECK(
      mended(
          (whole + R"(,"awards":[{"id":"A"}],"contracts":[{"id":"C","awardID":"B"}]})").c_str()) ==
      whole + R"(,"awards":[{"id":"A"}],"contracts":[{"id":"C","awardID":"B"}]})");
  CHECK(mended((whole + R"(,"awards":[{"title":"t"}],"contracts":[{"id":"C","awardID":"B"}]})")
                   .c_str()) ==
        whole + R"(,"awards":[{"title":"t","id":"B"}],"contracts":[{"id":"C","awardID":"B"}]})");
  CHECK(mended(
            (whole + R"(,"awards":[{"id":"A"}],"contracts":[{"id":"C","awardID":""}]})").c_str()) ==
        whole + R"(,"awards":[{"id":"A"}],"contracts":[{"id":"C","awardID":"A"}]})");
  // Neither is overwritten.
  CHECK(mended((whole + R"(,"x":{"classification":{"schema":"a","scheme":"b"}}})").c_str()) ==
        whole + R"(,"x":{"classification":{"schema":"a","scheme":"b"}}})");
  CHECK(mended(
            R"({"ocid":"o","parties":[{"id":"a","roles":["buyer"]},{"id":"b","roles":["buyer"]}]})")
            .find("\"buyer\":{") == std::string::npos);
}
