#include "rows/values.hpp"

#include "catch.hpp"

#include "edca/error.hpp"
#include "schema/codelist.hpp"

using edca::TableOptions;
using edca::rows::Field;
using edca::rows::Type;
using edca::rows::Value;
using edca::rows::ValueReader;
using edca::sheets::Cell;
using edca::sheets::CellKind;

namespace {

Field field(Type type, const char* way = "x") {
  Field made;
  made.way = way;
  made.type = type;
  return made;
}

Value read(std::string_view text, Type type, CellKind kind = CellKind::text,
           const TableOptions& options = {}) {
  Cell cell;
  cell.kind = kind;
  cell.text = text;
  const Field made = field(type);
  return ValueReader(options).read(cell, &made);
}

std::string wrong(const Value& value) {
  return value.wrong ? std::string(value.wrong->id()) + "/" + value.wrong->variant() : "";
}
std::string note(const Value& value) {
  return value.note ? value.note->variant() : "";
}

}  // namespace

TEST_CASE("amounts are read where they mean one thing only, digit by digit") {
  struct Case {
    const char* text;
    const char* json;
    const char* note;
  };
  for (const Case& each :
       {Case{"1500000.10", "1500000.10", ""},
        Case{"12345678901234567890123.45", "12345678901234567890123.45", ""}, Case{"-3", "-3", ""},
        Case{"1e3", "1e3", ""}, Case{"$1,234.50", "1234.50", "currency"},
        Case{"MXN 100", "100", "currency"}, Case{"1,234", "1234", "groups"},
        Case{"1 234.50", "1234.50", "groups"},
        Case{"1\xC2\xA0"
             "234",
             "1234", "groups"},
        Case{"1.234.567,50", "1234567.50", "groups"}, Case{"+5", "5", "number"},
        Case{" 7 ", "7", ""}, Case{"007", "7", "number"}, Case{".5", "0.5", "number"}}) {
    INFO(each.text);
    const Value value = read(each.text, Type::number);
    CHECK(value.json == each.json);
    CHECK(note(value) == each.note);
    CHECK(wrong(value).empty());
  }
}

TEST_CASE("amounts that may mean two things stay texts, with an error") {
  for (const char* text : {"1.234,50", "1,5", "1,23,456.00", "12,34", "0,500", "00,500"}) {
    INFO(text);
    const Value value = read(text, Type::number);
    CHECK(wrong(value) == "tables.value/comma");
    CHECK(value.json == "\"" + std::string(text) + "\"");
  }
  for (const char* text : {"USD 100", "abc", "1-2", "16%", "(100)"}) {
    INFO(text);
    CHECK(wrong(read(text, Type::number)) == "tables.value/number");
  }
  CHECK(wrong(read("1.23457E+16", Type::number)) == "tables.digits/number");
}

TEST_CASE("the decimal mark of texts can be a comma; numbers of cells have a point") {
  TableOptions comma;
  comma.decimal = ',';
  CHECK(read("1.234,50", Type::number, CellKind::text, comma).json == "1234.50");
  CHECK(read("1.234", Type::number, CellKind::text, comma).json == "1234");
  CHECK(read("1234.5", Type::number, CellKind::number, comma).json == "1234.5");
  CHECK(wrong(read("1234.5", Type::number, CellKind::text, comma)) == "tables.value/number");
  CHECK(read("0,500", Type::number, CellKind::text, comma).json == "0.500");
  CHECK(wrong(read("0.500", Type::number, CellKind::text, comma)) == "tables.value/number");
}

TEST_CASE("dates are of Mexico: day, month, year, and its hours") {
  struct Case {
    const char* text;
    const char* json;
    const char* note;
  };
  for (const Case& each :
       {Case{"2024-12-31T10:00:00Z", "2024-12-31T10:00:00Z", ""},
        Case{"2024-12-31", "2024-12-31T00:00:00-06:00", ""},
        Case{"2024-12-31 10:30", "2024-12-31T10:30:00-06:00", ""},
        Case{"31/12/2024", "2024-12-31T00:00:00-06:00", "day-first"},
        Case{"3/4/2024", "2024-04-03T00:00:00-06:00", "either-date"},
        Case{"31-dic-24", "2024-12-31T00:00:00-06:00", "short-year"},
        Case{"31 de diciembre de 2024", "2024-12-31T00:00:00-06:00", "month-name"},
        Case{"45351", "2024-02-29T00:00:00-06:00", "serial-date"},
        Case{"45351.5", "2024-02-29T12:00:00-06:00", "serial-date"},
        Case{"2024/2/9", "2024-02-09T00:00:00-06:00", "year-first"},
        Case{"2021-07-01", "2021-07-01T00:00:00-05:00", ""},
        Case{"2023-07-01", "2023-07-01T00:00:00-06:00", ""}}) {
    INFO(each.text);
    const Value value = read(each.text, Type::date_time);
    CHECK(value.json == "\"" + std::string(each.json) + "\"");
    CHECK(note(value) == each.note);
    CHECK(wrong(value).empty());
  }
  CHECK(read("2024-12-31", Type::date_time, CellKind::date).json ==
        "\"2024-12-31T00:00:00-06:00\"");
  TableOptions utc;
  utc.timezone = "Z";
  CHECK(read("2024-12-31", Type::date_time, CellKind::date, utc).json ==
        "\"2024-12-31T00:00:00Z\"");
  utc.timezone = "Nowhere";
  CHECK_THROWS_AS(ValueReader(utc), edca::Error);
}

TEST_CASE("dates that are none, or may be two, are errors") {
  struct Case {
    const char* text;
    const char* variant;
  };
  for (const Case& each : {Case{"12/31/2024", "month-first"}, Case{"2024-02-30", "impossible-date"},
                           Case{"31/02/2024", "impossible-date"}, Case{"2525-01-01", "year"},
                           Case{"diciembre 2024", "month-only"}, Case{"12/2024", "month-only"},
                           Case{"2024", "month-only"}, Case{"60", "serial"}, Case{"pronto", "date"},
                           Case{"1/2/3/4", "date"}}) {
    INFO(each.text);
    CHECK(wrong(read(each.text, Type::date_time)) == std::string("tables.value/") + each.variant);
  }
}

TEST_CASE("yes and no") {
  CHECK(read("Sí", Type::boolean).json == "true");
  CHECK(read("x", Type::boolean).json == "true");
  CHECK(read("0", Type::boolean).json == "false");
  CHECK(note(read("true", Type::boolean)).empty());
  CHECK(wrong(read("tal vez", Type::boolean)) == "tables.value/boolean");
}

TEST_CASE("words for nothing are empty cells where no text is expected") {
  CHECK(read("N/A", Type::number).json.empty());
  CHECK(note(read("No aplica", Type::date_time)) == "none");
  CHECK(read("N/A", Type::text).json == "\"N/A\"");
}

TEST_CASE("texts lose neither digits nor zeros") {
  CHECK(read("004501", Type::text).json == "\"004501\"");
  CHECK(read("12345678901234567", Type::text).json == "\"12345678901234567\"");
  CHECK(wrong(read("12345678901234567", Type::text, CellKind::number)) == "tables.digits/text");
  CHECK(wrong(read("1.23457E+16", Type::text)) == "tables.digits/text");
  CHECK(read("12.0", Type::text, CellKind::number).json == "\"12\"");
  CHECK(read("'004E2D", Type::text).json == "\"004E2D\"");
  CHECK(read("a \"b\"", Type::text).json == "\"a \\\"b\\\"\"");
}

TEST_CASE("errors of formulas are said, not kept") {
  CHECK(wrong(read("#N/A", Type::text)) == "tables.formula/error");
  CHECK(wrong(read("#DIV/0!", Type::number, CellKind::error)) == "tables.formula/error");
  Cell cell;
  cell.formula = true;
  const Field made = field(Type::number);
  CHECK(wrong(ValueReader({}).read(cell, &made)) == "tables.formula/empty");
}

TEST_CASE("lists have semicolons or line breaks; commas part codes only") {
  CHECK(read("a,b;c d", Type::list).json == "[\"a,b\",\"c d\"]");
  CHECK(read("a; b ;", Type::list).json == "[\"a\",\"b\"]");
  CHECK(read("[\"a;b\"]", Type::list).json == "[\"a;b\"]");
  CHECK(read("[\"a\",\n\"b\"]", Type::list).json == "[\"a\",\"b\"]");
  CHECK(read("[tender]", Type::list).json == "[\"[tender]\"]");
  CHECK(read("[-99.1, 19.4]", Type::numbers).json == "[-99.1,19.4]");
  CHECK(wrong(read("[-99.1, 19.4", Type::numbers)) == "tables.value/number");
  const edca::schema::Codelist codes("tags.csv", {{"tender", "Tender", "Procedimiento", ""},
                                                  {"award", "Award", "Adjudicación", ""}});
  Field tags = field(Type::list);
  tags.codes = &codes;
  Cell cell;
  cell.kind = CellKind::text;
  cell.text = "tender, adjudicacion";
  CHECK(ValueReader({}).read(cell, &tags).json == "[\"tender\",\"award\"]");
  cell.text = "tender, otra cosa";
  CHECK(ValueReader({}).read(cell, &tags).json == "[\"tender, otra cosa\"]");
}

TEST_CASE("null is what the user says it is") {
  TableOptions options;
  options.null = "NULL";
  CHECK(read("NULL", Type::text, CellKind::text, options).json == "null");
  CHECK(read("NULL", Type::text).json == "\"NULL\"");
}
