#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"
#include "legacy/layout.hpp"
#include "legacy/layout_file.hpp"
#include "legacy/merged.hpp"
#include "legacy/records.hpp"
#include "legacy/s6_repair.hpp"
#include "legacy/values.hpp"
#include "rows/fields.hpp"
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

constexpr const char* readings = "wjqb";

/// Records as "w1:a|b": how each was read, its line, its cells.
std::vector<std::string> read(const std::string& text, std::size_t fields,
                              const std::vector<std::string>& begins = {}, std::size_t piece = 7) {
  CsvRecords records(std::make_unique<Pieces>(text, piece), ',');
  records.expect(fields, begins);
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

/// The way that a column writes to, as the schema has it; its parent for an additional field.
std::string way_of(const LayoutColumn& column) {
  std::string way;
  for (const std::string& key : column.keys) {
    if (key.starts_with("x_")) break;
    const std::string name = key.ends_with("[]") ? key.substr(0, key.size() - 2) : key;
    way += (way.empty() ? "" : "/") + name;
  }
  if (column.root == Root::release) return way;
  const char* const roots[] = {"",        "awards",  "contracts", "parties",
                               "parties", "parties", "parties"};
  return roots[static_cast<std::size_t>(column.root)] + (way.empty() ? "" : "/" + way);
}

}  // namespace

TEST_CASE("records of damaged CSV are told by the number of their fields") {
  using Lines = std::vector<std::string>;
  for (const std::size_t piece : {1u, 5u, 1000u}) {
    CHECK(read("a,b\r\n\n\"x \"\"y\"\"\",\"1\n2\"\n", 2, {}, piece) ==
          Lines{"w1:a|b", "w3:x \"y\"|1\n2"});
    CHECK(read("a,say \"no\" now,c\n", 3, {}, piece) == Lines{"w1:a|say \"no\" now|c"});
    CHECK(read("a,\"say \"no\" now\",c\n", 3, {}, piece) == Lines{"w1:a|say \"no\" now|c"});
    CHECK(read("a,one\ntwo,c\nd,e,f", 3, {}, piece) == Lines{"j1:a|one\ntwo|c", "w3:d|e|f"});
    CHECK(read("a,b\nc,d,e\n", 3, {}, piece) == Lines{"b1:a|b", "w2:c|d|e"});
    CHECK(read("a,b,c,d\nc,d,e\n", 3, {}, piece) == Lines{"b1:a|b|c|d", "w2:c|d|e"});
    CHECK(read("GE,\"open,c\nGE,e,f\n", 3, {"GE"}, piece) == Lines{"q1:GE|\"open|c", "w2:GE|e|f"});
    CHECK(read("\xEF\xBB\xBFsep=,\na,b\n", 2, {}, piece) == Lines{"w2:a|b"});
  }
  // Many lines after a quote that is never closed are not read again and again.
  std::string hostile;
  for (int line = 0; line < 20000; ++line) hostile += "\"a\n";
  CHECK(read(hostile, 3, {}, 1 << 16).size() == 20000);
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
    for (const LayoutColumn& column : layout.columns) {
      if (column.kind == Kind::drop) continue;
      const bool keep = column.kind == Kind::keep || column.kind == Kind::keep_amount ||
                        column.kind == Kind::file;
      INFO(layout.name + ": " + column.heading);
      CHECK(keep == column.keys.back().starts_with("x_"));
      const std::string way = way_of(column);
      const bool details = way == "parties/details" || way == "parties/details/scale";
      const auto& tables = fields.tables();
      const bool object = std::ranges::find(tables, way) != tables.end() || way == "tender" ||
                          way == "planning" || details;
      CHECK((fields.by_way(way) != nullptr || object));
    }
  }
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
  Merged merged;
  std::vector<std::string> told;
  const Merged::Differs differs = [&](const std::string& place) { told.push_back(place); };
  const auto add = [&](const char* text) { merged.add(edca::json::parse(text, "row"), differs); };
  add(R"({"tender":{"title":"A","documents":[{"id":"n","documentType":"n","url":"u1"}]},"parties":[{"id":"p","roles":["buyer"]}]})");
  add(R"({"tender":{"title":"B","status":"active","documents":[{"id":"n","documentType":"n","url":"u2"}]},"parties":[{"id":"p","name":"P","roles":["supplier","buyer"]}]})");
  CHECK(edca::json::write(merged.value()) ==
        R"({"tender":{"title":"A","documents":[{"id":"n","documentType":"n","url":"u1"},)"
        R"({"id":"n-2","documentType":"n","url":"u2"}],"status":"active"},)"
        R"("parties":[{"id":"p","roles":["buyer","supplier"],"name":"P"}]})");
  CHECK(told == std::vector<std::string>{"tender/title"});
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
  // Neither is overwritten.
  CHECK(mended((whole + R"(,"x":{"classification":{"schema":"a","scheme":"b"}}})").c_str()) ==
        whole + R"(,"x":{"classification":{"schema":"a","scheme":"b"}}})");
  CHECK(mended(
            R"({"ocid":"o","parties":[{"id":"a","roles":["buyer"]},{"id":"b","roles":["buyer"]}]})")
            .find("\"buyer\":{") == std::string::npos);
}
